/** The files that a client watches for the server. */
import { ANSWERS_FILE } from "./checklist/answers/answer.ts";
import { CODE_EXTENSIONS } from "./extract/extract.ts";
import { directoryOf } from "./files.ts";
import { TEMPLATE_GLOBS } from "./project/templateNames.ts";

/** More files than this changing at once (a checkout, an install) and everything is looked at again. */
export const MANY_FILES = 20;
/**
 * Besides code and templates: what is packaged with functions, what tells of their readiness, and a hidden folder that not every client
 * looks into. That folder itself, too: when it is deleted or renamed as a whole, nothing is told of what is in it.
 */
const OTHER_FILES = [
  "**/.gitignore",
  `**/${ANSWERS_FILE}`,
  `**/${directoryOf(ANSWERS_FILE)}`,
  "**/{requirements*.txt,Pipfile*,*.lock,*.toml,Jenkinsfile*}",
  "**/*.{md,jmx}",
];
export const WATCHED = [`**/*.{${CODE_EXTENSIONS.join(",")}}`, ...TEMPLATE_GLOBS, ...OTHER_FILES];
