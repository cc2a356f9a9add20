/**
 * What somebody asked of a workspace beyond one function's own code and stack, with the answers: for as long as the answers are
 * the same, so is what was made of them. Thus a change is followed by looking again at what it can have touched, and at nothing else.
 */
import type { WorkspaceEvidence } from "./checklist/workspaceEvidence.ts";
import type { Infrastructure } from "./infrastructure/infrastructure.ts";
import type { WorkspaceFiles } from "./infrastructureFindings.ts";
import type { SourceText } from "./model/code.ts";
import type { Resource } from "./model/infrastructure.ts";
import type { Tests } from "./model/tests.ts";

/** What questions are put to. */
export interface Asked {
  readonly infrastructure: Infrastructure;
  readonly evidence: WorkspaceEvidence;
  readonly files: WorkspaceFiles;
}

type FileList = Exclude<keyof WorkspaceEvidence, "tests">;

export class Asks {
  #texts: Map<string, string | undefined> | undefined;
  #directories: Map<string, readonly string[]> | undefined;
  #deadLetters: Map<Resource, boolean> | undefined;
  /** All stacks were asked for: whatever they say may matter. */
  #infrastructure: Infrastructure | undefined;
  #mentions: Map<string, { readonly pattern: RegExp; readonly answer: boolean | undefined }> | undefined;
  #tests:
    | { files?: readonly string[]; directories?: readonly string[]; texts?: readonly SourceText[]; last: Tests | undefined }
    | undefined;
  #lists: Map<FileList, readonly SourceText[]> | undefined;

  /** The infrastructure to which questions are remembered. */
  infrastructure(asked: Infrastructure): Infrastructure {
    const everything = (): Infrastructure => {
      this.#infrastructure = asked;
      return asked;
    };
    return Object.create(asked, {
      stacks: { get: () => everything().stacks },
      functions: { get: () => everything().functions },
      isDeadLetter: {
        value: (resource: Resource) => {
          const answer = asked.isDeadLetter(resource);
          (this.#deadLetters ??= new Map()).set(resource, answer);
          return answer;
        },
      },
    }) as Infrastructure;
  }

  files(asked: WorkspaceFiles): WorkspaceFiles {
    return {
      textOf: (path) => {
        const answer = asked.textOf(path);
        (this.#texts ??= new Map()).set(path, answer);
        return answer;
      },
      namesIn: (directory) => {
        const answer = asked.namesIn(directory);
        (this.#directories ??= new Map()).set(directory, answer);
        return answer;
      },
      tests: () => this.#askTests(asked.tests()),
    };
  }

  evidence(asked: WorkspaceEvidence): WorkspaceEvidence {
    const list = (name: FileList) => (): readonly SourceText[] => {
      const answer = asked[name]();
      (this.#lists ??= new Map()).set(name, answer);
      return answer;
    };
    const lists = {
      loadTests: list("loadTests"),
      powerTuning: list("powerTuning"),
      workflows: list("workflows"),
      runbooks: list("runbooks"),
    };
    return { ...lists, tests: () => this.#askTests(asked.tests()) };
  }

  /** Is anything answered otherwise now? */
  isOutdated({ infrastructure, evidence, files }: Asked): boolean {
    return (
      (this.#infrastructure !== undefined && this.#infrastructure !== infrastructure) ||
      any(this.#deadLetters, (resource, answer) => infrastructure.isDeadLetter(resource) !== answer) ||
      any(this.#texts, (path, answer) => files.textOf(path) !== answer) ||
      any(this.#directories, (path, answer) => !isSame(answer, files.namesIn(path))) ||
      any(this.#lists, (name, answer) => !isSame(answer, evidence[name](), isSameText)) ||
      this.#areTestsOutdated(evidence)
    );
  }

  #askTests(tests: Tests | undefined): Tests | undefined {
    const known = (this.#tests ??= { last: tests });
    if (!tests) return undefined;
    const mentions = (this.#mentions ??= new Map());
    return {
      get files() {
        known.files = tests.files;
        return tests.files;
      },
      get directories() {
        known.directories = tests.directories;
        return tests.directories;
      },
      texts: () => {
        const answer = tests.texts();
        known.texts = answer;
        return answer;
      },
      mention: (pattern) => {
        const answer = tests.mention(pattern);
        mentions.set(String(pattern), { pattern, answer });
        return answer;
      },
    };
  }

  /** Tests are read when they are asked whether they mention something: not again while they are the same. */
  #areTestsOutdated(evidence: WorkspaceEvidence): boolean {
    if (!this.#tests) return false;
    const now = evidence.tests();
    const { last, files, directories, texts } = this.#tests;
    if (last === now) return false;
    if (!last || !now || (files && !isSame(files, now.files)) || (directories && !isSame(directories, now.directories))) return true;
    if (texts && !isSame(texts, now.texts(), isSameText)) return true;
    if (any(this.#mentions, (_, { pattern, answer }) => now.mention(pattern) !== answer)) return true;
    this.#tests.last = now;
    return false;
  }
}

function any<K, V>(answers: ReadonlyMap<K, V> | undefined, isOther: (key: K, answer: V) => boolean): boolean {
  if (answers) for (const [key, answer] of answers) if (isOther(key, answer)) return true;
  return false;
}

function isSame<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean = Object.is): boolean {
  return one === other || (one.length === other.length && one.every((each, index) => same(each, other[index] as T)));
}

function isSameText(one: SourceText, other: SourceText): boolean {
  return one === other || (one.path === other.path && one.text === other.text);
}
