import { needsMore, privilegesOf } from "../facts/permissions.ts";
import { defineItem } from "../item.ts";

export const leastPrivilege = defineItem({
  id: "least-privilege",
  text: "Permissions kept narrow",
  section: "security",
  proofs: [],
  signs({ resource, code }) {
    if (!resource) return [];
    const { permissions } = resource;
    if (code && needsMore(permissions, code)) return [];
    const [first] = permissions.statements;
    const place = permissions.role && permissions.role.owner === null ? permissions.role.head : (first?.place ?? resource.resource.head);
    switch (privilegesOf(permissions)) {
      case "basic":
        return [{ says: "proves", kind: "resource", message: "Its role allows nothing but logs, traces and the like", place }];
      case "scoped":
        return [{ says: "proves", kind: "resource", message: "Every statement of its role names its actions and resources", place }];
      default:
        return [];
    }
  },
});
