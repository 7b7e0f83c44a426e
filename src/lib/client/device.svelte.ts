import { currentWave } from '$lib/domain/assessment/current-wave';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { ok } from '$lib/domain/shared/result';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, Entity, Records } from '$lib/domain/sync/records';
import type { CommandPayloads, CommandType } from '$lib/domain/sync/command-types';
import type { DeviceStore } from './store/device-store';
import { openIdbStore, removeIdbStore } from './store/idb-store';
import { openMemoryStore } from './store/memory-store';
import { afterFirstPage } from './shell/after-first-page';
import { exchange } from './sync/exchange';
import { loadModel } from './sync/load-model';
import { forgetDrafts, forgetPerson, type KnownPerson, knownPerson, rememberPerson } from './sync/known-person';
import { buildView, type View } from './sync/view';

export type Phase =
  | 'starting'
  /** Records of a known person are here. */
  | 'ready'
  /** Nobody is known on this device: the sign-in page is the next stop. */
  | 'nobody'
  /** First time here and no network. */
  | 'needs-network';

const RETRY_MS = 30_000;

/**
 * This person's device: what it keeps, what it has not sent yet, and how the two are put together.
 * Memory changes after the disk: `issue` resolves when the change is stored, and only then is it shown as saved.
 */
class Device {
  phase = $state<Phase>('starting');
  person = $state.raw<KnownPerson | null>(null);
  demo = $state(false);
  online = $state(true);
  syncing = $state(false);
  /** The session ended, and with it sending; what is here stays. */
  signedOut = $state(false);
  /** A server error on the last try: its status. */
  trouble = $state<number | null>(null);
  syncedAt = $state<string | null>(null);
  /** False where this browser keeps nothing. */
  durable = $state(true);
  outbox = $state.raw<OutboxItem[]>([]);
  model = $state.raw<MaturityModel | null>(null);
  text = $state.raw<ModelText | null>(null);

  #base = $state.raw<readonly Change[]>([]);
  #view: View = $derived(buildView(this.#base, this.outbox, this.person?.id ?? ''));
  #store: DeviceStore | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #locale: Locale = 'en';
  #tabs: BroadcastChannel | null = null;

  /** Changes made here that the server does not have yet. */
  waiting = $derived(this.outbox.filter((item) => item.state !== 'acked' && item.state !== 'failed').length);
  failed = $derived(this.outbox.filter((item) => item.state === 'failed').length);

  /** Of use already: something of this person's own is on the server. Then is the time to ask for storage and installing. */
  ofUse = $derived(this.syncedAt !== null && this.#view.answer.size + this.#view.meeting.size > 0);
  /** Invented results: said on every page. */
  isDemo = $derived(this.demo || [...this.#view.network.values()].some((network) => network.demo));

  /** Everything of one kind, unsent changes included. */
  all<E extends Entity>(entity: E): Records[E][] {
    return [...this.#view[entity].values()];
  }

  one<E extends Entity>(entity: E, id: string): Records[E] | undefined {
    return this.#view[entity].get(id);
  }

  /** The municipality this person answers for, if any. */
  get ownMunicipalityId(): string | null {
    return this.person?.memberships.find((m) => m.role === 'officer')?.municipalityId ?? null;
  }

  get coordinates(): boolean {
    return this.person?.memberships.some((m) => m.role === 'coordinator' || m.role === 'administrator') ?? false;
  }

  /** Shell first: what is on the device is shown at once; the network is asked in the background. */
  async start(locale: Locale): Promise<void> {
    this.#locale = locale;
    this.online = navigator.onLine;
    addEventListener('online', () => ((this.online = true), void this.sync()));
    addEventListener('offline', () => (this.online = false));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.sync());
    setInterval(() => void this.sync(), RETRY_MS);

    const known = knownPerson();
    if (known) {
      await this.#open(known);
      this.phase = 'ready';
      afterFirstPage(loadSchemas);
      void this.#askWho().then(() => this.sync());
      return;
    }
    const asked = await this.#askWho();
    if (asked === 'offline') this.phase = 'needs-network';
    else if (!this.person) this.phase = 'nobody';
    else {
      await this.sync();
      await this.#loadModel();
      this.phase = 'ready';
      afterFirstPage(loadSchemas);
    }
  }

  /**
   * Makes a change: checked, stored on the device, shown, and sent when there is a network.
   * @returns the reasons where the input is refused; nothing is stored then
   */
  async issue<T extends CommandType>(
    type: T,
    key: string,
    payload: CommandPayloads[T],
    baseVersion: number | null
  ): Promise<Result<null>> {
    const { checkCommand } = await loadSchemas();
    const checked = checkCommand(type, payload);
    if (!checked.ok) return checked;
    if (!this.#store) throw new Error('The device has no store open');
    this.outbox = await this.#store.enqueue({
      key,
      type,
      schemaVersion: checked.value.schemaVersion,
      payload: checked.value.payload,
      baseVersion,
      issuedAt: new Date().toISOString()
    });
    this.#tabs?.postMessage('changed');
    void this.sync();
    return ok(null);
  }

  /** Sends and fetches; several calls at once become one, and one more after it. */
  async sync(): Promise<void> {
    if (!this.#store || !this.person) return;
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#syncOnce().finally(() => (this.#running = null));
    await this.#running;
    if (this.#again) {
      this.#again = false;
      await this.sync();
    }
  }

  async retry(seq: number): Promise<void> {
    if (!this.#store) return;
    this.outbox = await this.#store.retry(seq);
    await this.sync();
  }

  async discard(seq: number): Promise<void> {
    if (!this.#store) return;
    this.outbox = await this.#store.discard(seq);
    this.#tabs?.postMessage('changed');
  }

  /** Undoes a discard: the change takes its old place. */
  async bringBack(item: OutboxItem): Promise<void> {
    if (!this.#store) return;
    this.outbox = await this.#store.bringBack(item);
    this.#tabs?.postMessage('changed');
  }

  /** Closes the store; removes it, and what was half typed, from the device unless something unsent is to be kept. */
  async leave({ keep }: { keep: boolean }): Promise<void> {
    const person = this.person;
    this.#store?.close();
    this.#store = null;
    forgetPerson();
    if (person && !keep) {
      await removeIdbStore(person.id);
      forgetDrafts(person.id);
    }
    this.person = null;
    this.phase = 'nobody';
  }

  async #syncOnce(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    // "offline" is certain where the browser says it, "online" is only worth a try; what was never tried can still be changed
    if (!navigator.onLine) {
      this.online = false;
      return;
    }
    const locked = async () => {
      this.syncing = true;
      try {
        const result = await exchange(store, (items) => (this.outbox = items));
        if (result.kind === 'done') {
          this.#base = result.contents.base;
          this.outbox = result.contents.outbox;
          this.syncedAt = result.contents.syncedAt;
          if (!this.model) await this.#loadModel();
        }
        this.online = result.kind !== 'offline';
        this.signedOut = result.kind === 'signed-out';
        this.trouble = result.kind === 'failed' ? result.status : null;
        if (result.kind === 'done') this.#tabs?.postMessage('changed');
      } finally {
        this.syncing = false;
      }
    };
    // only one tab talks to the server at a time
    if (navigator.locks) await navigator.locks.request('waymark-sync', locked);
    else await locked();
    if (navigator.setAppBadge)
      void (this.waiting ? navigator.setAppBadge(this.waiting) : navigator.clearAppBadge()).catch(() => undefined);
  }

  async #open(person: KnownPerson): Promise<void> {
    try {
      this.#store = await openIdbStore(person.id);
    } catch {
      // private mode or blocked storage: the shell says so, and changes go straight to the server
      this.#store = openMemoryStore();
    }
    this.durable = this.#store.durable;
    await this.#readStore();
    this.person = person;
    this.#tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`waymark-${person.id}`) : null;
    this.#tabs?.addEventListener('message', () => void this.#readStore());
    await this.#loadModel();
  }

  async #readStore(): Promise<void> {
    if (!this.#store) return;
    const contents = await this.#store.read();
    this.#base = contents.base;
    this.outbox = contents.outbox;
    this.syncedAt = contents.syncedAt;
  }

  /** Asks the server who is signed in; a different person gets a store of their own and never sees this one. */
  async #askWho(): Promise<'asked' | 'offline'> {
    let answer: { person: KnownPerson | null; demo: boolean };
    try {
      const response = await fetch('/api/v1/session', { cache: 'no-store' });
      if (!response.headers.get('content-type')?.includes('application/json')) return 'offline';
      answer = (await response.json()) as typeof answer;
    } catch {
      this.online = false;
      return 'offline';
    }
    this.demo = answer.demo;
    this.signedOut = answer.person === null;
    if (!answer.person) return 'asked';
    rememberPerson(answer.person);
    if (this.person?.id !== answer.person.id) {
      this.#store?.close();
      await this.#open(answer.person);
    } else this.person = answer.person;
    return 'asked';
  }

  async #loadModel(): Promise<void> {
    const wave = currentWave(this.all('wave'));
    if (!wave || !this.#store) return;
    const loaded = await loadModel(this.#store, wave, this.#locale);
    if (loaded) ({ model: this.model, text: this.text } = loaded);
  }
}

// The schemas come after the first page, not with it; offline they are in the app's own cache.
const loadSchemas = () => import('$lib/domain/sync/check-command');

export const device = new Device();
