import type { Actor } from '$lib/domain/identity/actor';
import type { Problem, Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { ClashRow } from './clash-repository';
import type { Sight } from './visible';

type Refusal = { ok: false; problems: Problem[] } | null;

/** What the server must know of a kind of thing whose fields can clash. */
export interface ClashTarget {
  entity: string;
  /** Whether the clash goes to this person's devices: as far as the thing itself does. */
  visible(sight: Sight, clash: ClashRow, app: App): boolean | Promise<boolean>;
  /** Whether this person may choose: who may change the thing may. */
  authorize(actor: Actor, clash: ClashRow, context: ChangeContext): Refusal | Promise<Refusal>;
  /** Characters a text of this field may have; null where two cannot be joined. */
  room(field: string): number | null;
  /** What stands in the field; undefined where the thing, or the item, is not there any more. */
  read(context: ChangeContext, clash: ClashRow): Promise<unknown>;
  /** Writes the field, gives the thing a new version and tells devices. Returns the version. */
  write(app: App, context: ChangeContext, clash: ClashRow, value: unknown, by: string): Promise<Result<number>>;
}
