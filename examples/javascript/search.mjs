// Finds a customer's orders.
import pg from "pg";

export const handler = async (event) => {
  const pool = new pg.Pool({ host: process.env.DB_HOST, database: "orders", user: "search", password: process.env.DB_PASSWORD });
  const customer = event.requestContext.authorizer.jwt.claims.sub;
  const { rows } = await pool.query("SELECT id, placed_at FROM orders WHERE customer = $1", [customer]);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
