/** The process VS Code runs, nothing else; `lambda-ready lsp --stdio` starts the same server. */
import { startServer } from "./start.ts";

startServer();
