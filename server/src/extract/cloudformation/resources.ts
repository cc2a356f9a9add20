/** Every resource of a section in CloudFormation's words, those included that SAM makes. */
import type { Resource } from "../../model/infrastructure.ts";
import { propertiesOf, resourceOf, type Section, type Written, writtenIn } from "./section.ts";

/** Reads one kind of resource; the resource itself comes first, those made from it follow. */
type Reader = (written: Written) => readonly Resource[];

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([]);

export function readResources(section: Section): readonly Resource[] {
  return [...writtenIn(section)].flatMap((written) => (readers.get(written.type) ?? readPlain)(written));
}

function readPlain(written: Written): readonly Resource[] {
  return [resourceOf(written, written.type, propertiesOf(written))];
}
