/** `layers` of a service: code that functions share. */
import { CODE_PATH } from "../../model/infrastructure.ts";
import { normalizedName } from "../../vocabulary/dialects/serverless.ts";
import { originOf, type Service } from "./service.ts";
import { entryAt, Properties } from "./words.ts";

export function readLayers(service: Service): void {
  for (const { key, at, place, head } of service.written(service.part("layers"))) {
    const settings = service.evaluator.value(at);
    if (settings.kind !== "map") continue;
    const properties = new Properties().set("LayerName", entryAt(settings, "name"));
    properties.set("CompatibleRuntimes", entryAt(settings, "compatibleRuntimes"));
    properties.set(CODE_PATH, entryAt(settings, "path") ?? entryAt(settings, "package.artifact"));
    const id = `${normalizedName(key)}LambdaLayer`;
    service.add(id, key, "AWS::Lambda::LayerVersion", properties.map(settings.place), {
      place,
      head,
      origin: originOf("setting", settings.place, "layers"),
    });
  }
}
