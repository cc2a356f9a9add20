/** Words for messages. */

/** `orders, invoices, users and 4 more`; what has the same name is named once. */
export function listed(names: readonly string[], most = 3): string {
  const distinct = [...new Set(names)];
  const rest = distinct.length - most;
  return rest > 0 ? `${distinct.slice(0, most).join(", ")} and ${rest} more` : distinct.join(", ");
}
