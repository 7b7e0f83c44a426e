import type { AnswerContent } from '$lib/domain/assessment/merge-answer';
import {
  chooseBase,
  fillIn,
  leaveUnsaved,
  type SeenAnswer,
  type UnsavedAnswer
} from '$lib/domain/assessment/unsaved-answer';
import type { AnswerValue } from '$lib/domain/model/types';
import type { Problem } from '$lib/domain/shared/result';
import { device } from '../device.svelte';
import { learnTabs } from '../store/tabs';
import { dropDraft, keepDraft, listDrafts, readDraft } from './draft-store';

const PAUSE_MS = 600;

/**
 * One answer being edited: what the device has stored with what is being changed on top. A choice is stored at once,
 * a text after a pause; `flush` stores what is left. Stored means `device.issue` has resolved.
 */
export class AnswerEditor {
  #unsaved = $state.raw<UnsavedAnswer>({});
  // the text as it is being typed: storing trims it, and no space may vanish under the cursor
  #typed = $state.raw<{ note?: string; evidence?: string }>({});
  #storing = $state(0);
  /** Why the last try was refused; empty once stored. */
  problems = $state.raw<Problem[]>([]);
  /** The device itself could not store it. */
  broken = $state(false);

  #seen: SeenAnswer;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  readonly #personId: string;
  readonly #id: string;

  constructor(
    readonly assessmentId: string,
    readonly criterionId: string
  ) {
    this.#personId = device.person?.id ?? '';
    this.#id = `${assessmentId}/${criterionId}`;
    const left = readDraft(this.#personId, this.#id);
    this.#seen = left?.seen ?? this.#present();
    if (left) this.#unsaved = left.unsaved;
  }

  /** The answer as the screen shows it. */
  get content(): AnswerContent {
    return fillIn(device.one('answer', this.#id), this.#unsaved);
  }

  textOf(field: 'note' | 'evidence'): string {
    return this.#typed[field] ?? this.content[field];
  }

  /** Something on the screen is not in the device's store yet. */
  get pending(): boolean {
    return this.#storing > 0 || Object.keys(this.#unsaved).length > 0;
  }

  choose(value: AnswerValue | null): Promise<void> {
    this.#change({ value });
    return this.flush();
  }

  type(field: 'note' | 'evidence', text: string): void {
    this.#change({ [field]: text });
    this.#typed = { ...this.#typed, [field]: text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** The field has been left: what it holds is stored, and shown as it was stored. */
  async leave(field: 'note' | 'evidence'): Promise<void> {
    await this.flush();
    if (this.#unsaved[field] === undefined) this.#typed = { ...this.#typed, [field]: undefined };
  }

  /** Stores what is unsaved; resolves when that is done or refused. One after the other, so that none overtakes another. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#queue = this.#queue.then(() => this.#store());
    return this.#queue;
  }

  #change(change: UnsavedAnswer): void {
    const typing = this.#typed.note !== undefined || this.#typed.evidence !== undefined;
    if (!typing && Object.keys(this.#unsaved).length === 0) this.#seen = this.#present();
    this.#unsaved = { ...this.#unsaved, ...change };
    keepDraft(this.#personId, this.#id, { unsaved: this.#unsaved, seen: this.#seen });
  }

  async #store(): Promise<void> {
    if (Object.keys(this.#unsaved).length === 0) return;
    this.#storing++;
    try {
      let refused = await this.#issue(this.#unsaved);
      const fields = refused.map((problem) => problem.path).filter((path) => path === 'note' || path === 'evidence');
      if (fields.length > 0) {
        // a field that is refused does not keep the others waiting
        const others = Object.fromEntries(
          Object.entries(this.#unsaved).filter(([field]) => !fields.includes(field as 'note' | 'evidence'))
        );
        if (Object.keys(others).length > 0) refused = [...refused, ...(await this.#issue(others))];
      }
      this.problems = refused;
      this.broken = false;
    } catch (error) {
      console.error(error);
      this.broken = true;
    } finally {
      this.#storing--;
    }
  }

  async #issue(unsaved: UnsavedAnswer): Promise<Problem[]> {
    const content = fillIn(device.one('answer', this.#id), unsaved);
    const base = chooseBase(unsaved, this.#seen, this.#present());
    const { assessmentId, criterionId } = this;
    const result = await device.issue(
      'answer.set',
      `answer:${this.#id}`,
      { assessmentId, criterionId, ...content },
      base
    );
    if (!result.ok) return result.problems;
    this.#unsaved = leaveUnsaved(this.#unsaved, content);
    this.#seen = this.#present();
    if (Object.keys(this.#unsaved).length === 0) dropDraft(this.#personId, this.#id);
    else keepDraft(this.#personId, this.#id, { unsaved: this.#unsaved, seen: this.#seen });
    return [];
  }

  #present(): SeenAnswer {
    const saved = device.one('answer', this.#id);
    return { ...fillIn(saved, {}), version: saved?.version ?? null };
  }
}

/** Stores what a closed tab left half typed. Called once the device is open. */
export async function recoverDrafts(): Promise<void> {
  await learnTabs();
  for (const id of listDrafts(device.person?.id ?? '')) {
    const [assessmentId, criterionId] = id.split('/');
    if (assessmentId && criterionId) await new AnswerEditor(assessmentId, criterionId).flush();
  }
}
