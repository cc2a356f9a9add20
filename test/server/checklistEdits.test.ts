/** Whatever is edited, in whatever order: what is kept of checklists is what looking at everything anew would say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assessment } from "../../server/src/checklist/assessment.ts";
import { items } from "../../server/src/checklist/items/index.ts";
import type { Files } from "../../server/src/files.ts";
import { LiveChecklists } from "../../server/src/liveChecklists.ts";
import { projectChecklists } from "../../server/src/projectChecklists.ts";
import { projectFindings } from "../../server/src/projectFindings.ts";
import { rules } from "../../server/src/rules/index.ts";
import { defaultEditorSettings, defaults } from "../../server/src/settings.ts";
import { Workspace } from "../../server/src/workspace.ts";
import { dice } from "../bench/dice.ts";
import { memoryFiles, openProject, ROOT } from "../memoryProject.ts";
import { EDITS, TEXTS } from "./checklistProject.ts";

const STEPS = 24;

const onFault = ({ id }: { readonly id: string }, error: unknown): never => {
  throw new Error(`${id} failed`, { cause: error });
};

/** A folder of an editor, filled as the server fills it. */
class Edited {
  readonly texts = new Map(Object.entries(TEXTS));
  #disk = memoryFiles(TEXTS);
  readonly workspace = new Workspace({ rules, files: this.#files(), log: (message) => assert.fail(message) });
  readonly folder = this.workspace.addFolder(ROOT, defaultEditorSettings);
  readonly live = new LiveChecklists({ folder: this.folder, kept: this.workspace.keptFindings(this.folder), items, onFault });

  async open(): Promise<void> {
    await this.folder.scan();
    const { project } = this.folder;
    this.live.begin();
    const { kept } = this.live;
    for (const each of projectFindings(project, project.select([ROOT]), kept.options, kept)) this.live.take(each);
    this.live.end();
  }

  /** Null deletes the file. A file that is there is edited in the editor, others come and go on disk. */
  change(name: string, text: string | null): void {
    const path = `${ROOT}/${name}`;
    const isKnown = this.texts.has(name);
    if (text === null) this.texts.delete(name);
    else this.texts.set(name, text);
    this.#disk = memoryFiles(Object.fromEntries(this.texts));
    if (text !== null && isKnown) this.workspace.setDocument(path, text);
    else {
      if (this.workspace.documents.has(path)) this.workspace.closeDocument(path);
      this.workspace.fileChanged(path);
    }
    this.live.changed(path);
  }

  /** @returns the functions it touched; null among them where functions came or went */
  refresh(): Set<string | null> {
    const touched = new Set<string | null>();
    for (const step of this.live.refresh()) for (const id of step ?? [null]) touched.add(id);
    return touched;
  }

  assessments(): Map<string, Assessment> {
    return new Map([...this.live.ids].flatMap((id) => this.live.assess(id, undefined) ?? []).map((each) => [each.id, each]));
  }

  #files(): Files {
    return {
      read: (path) => this.#disk.read(path),
      write: (path, file) => this.#disk.write(path, file),
      kind: (path) => this.#disk.kind(path),
      entries: (path) => this.#disk.entries(path),
      realPath: (path) => path,
    };
  }
}

async function fresh(texts: ReadonlyMap<string, string>): Promise<Map<string, Assessment>> {
  const project = await openProject(Object.fromEntries(texts));
  const settings = { ...defaults, file: undefined, problems: [] };
  const options = { rules, settings: () => settings, items, evidence: project.evidence, onFault, onItemFault: onFault };
  return new Map(
    projectChecklists(project, options)
      .all(undefined)
      .map((each) => [each.id, each]),
  );
}

for (const seed of [1, 2]) {
  test(`after edits by chance the checklists are what they would be anew (${seed})`, async () => {
    const edited = new Edited();
    await edited.open();
    assert.deepEqual(shown(edited.assessments()), shown(await fresh(edited.texts)));
    const chance = dice(seed);
    for (let step = 0; step < STEPS; step++) {
      const before = edited.assessments();
      const done: string[] = [];
      for (let count = 1 + chance.roll(2); count > 0; count--) {
        const edit = chance.pick(EDITS);
        done.push(edit.what);
        for (const [name, text] of edit.make(edited.texts, chance)) edited.change(name, text);
      }
      const touched = edited.refresh();
      const after = edited.assessments();
      assert.deepEqual(shown(after), shown(await fresh(edited.texts)), `step ${step}: ${done.join(", ")}`);
      for (const [id, assessment] of after) {
        const isOther = JSON.stringify(assessment) !== JSON.stringify(before.get(id));
        // With functions that come or go others may be called otherwise in the answers file.
        if (isOther)
          assert.ok(touched.has(null) || touched.has(before.has(id) ? id : null), `${id} is another and was not told: ${done.join(", ")}`);
      }
    }
  });
}

/** Small enough to be read where it differs. */
function shown(assessments: ReadonlyMap<string, Assessment>): string[] {
  return [...assessments.values()]
    .flatMap(({ id, items: assessed, handler, entry, triggers, score }) => [
      `${id} ${JSON.stringify([handler?.start, entry?.start, triggers, score])}`,
      ...assessed.flatMap((item) => [
        `${id} ${item.id} ${item.status}`,
        ...item.evidence.map(
          ({ says, message, spot }) => `${id} ${item.id} ${says} ${message} ${spot?.path}:${spot?.start.line}:${spot?.start.character}`,
        ),
      ]),
    ])
    .sort();
}
