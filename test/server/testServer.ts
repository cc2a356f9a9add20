/** A server with the test's rules, as a process. */
import { startServer } from "../../server/src/start.ts";
import { testRules } from "./testRules.ts";

startServer({ rules: testRules });
