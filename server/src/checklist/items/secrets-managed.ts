import { knownCodeOf, placeOfHandler } from "../facts/knownCode.ts";
import { fetchOfSecret, needsNoSecret, secretVariables } from "../facts/secrets.ts";
import { defineItem } from "../item.ts";

export const secretsManaged = defineItem({
  id: "secrets-managed",
  text: "Secrets in a secret store",
  section: "security",
  proofs: [],
  signs(fn) {
    const { code, resource } = fn;
    const { stored, others } = resource ? secretVariables(resource) : { stored: [], others: [] };
    const fetched = code && fetchOfSecret(code);
    const place = fetched ?? stored[0];
    if (place) {
      const kind = fetched ? "code" : "resource";
      const message = fetched
        ? "The code fetches its secret from where secrets are kept"
        : "A secret is put in from where secrets are kept";
      const [other] = others;
      if (other === undefined) return [{ says: "proves", kind, message, place }];
      return [{ says: "supports", kind, message: `${message}; where a variable comes from cannot be told: ${other}`, place }];
    }
    const known = knownCodeOf(fn);
    if (!known || !needsNoSecret(known, resource)) return [];
    const message = "Nothing in it needs a secret: it uses AWS by its role, and nobody else";
    return [{ says: "does-not-apply", kind: "code", message, place: placeOfHandler(known.handler) }];
  },
});
