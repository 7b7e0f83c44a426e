import { currentWave } from '$lib/domain/assessment/current-wave';
import { type Apply, applyAnswer } from '$lib/domain/sync/apply-answer';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import { ok } from '$lib/domain/shared/result';
import type { OutboxItem } from '$lib/domain/sync/outbox';
import type { Change, Entity, Records } from '$lib/domain/sync/records';
import type { CommandPayloads, CommandType } from '$lib/domain/sync/command-types';
import { PROTOCOL } from '$lib/domain/sync/protocol';
import type { QueueEntry } from '$lib/domain/sync/queue-file';
import type { DeviceStore, KeptFiles, SentItem, StoreContents } from './store/device-store';
import { openIdbStore, removeIdbStore } from './store/idb-store';
import { isFull } from './store/is-full';
import { openTexts } from './store/kept-texts';
import { oldDraftKeys } from './store/old-draft-keys';
import { StoreLocked } from './store/store-key';
import { joinTabs } from './store/tabs';
import { afterFirstPage } from './shell/after-first-page';
import { exchange, readJson } from './sync/exchange';
import { keepChoice, readChoice } from './sync/chosen-municipality';
import { loadModel } from './sync/load-model';
import {
  forgetPerson,
  isClosed,
  type KnownPerson,
  knownPerson,
  markClosed,
  readProof,
  rememberPerson,
  signedInAnew,
  signInMark
} from './sync/known-person';
import { buildView, type View } from './sync/view';

export type Phase =
  | 'starting'
  /** Records of a known person are here. */
  | 'ready'
  /** Nobody is known on this device: the sign-in page is the next stop. */
  | 'nobody'
  /** First time here and no network; or somebody has signed in since, and who it is cannot be asked. */
  | 'needs-network'
  /** What this person left here was locked at sign-out, and the server's secret does not open it (now). */
  | 'locked'
  /** The account was closed while work was unsent: it can be saved to a file, nothing else is shown. */
  | 'closed';

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
  /** False where what is kept lies readable on the disk: a browser without WebCrypto (http on another host). */
  encrypts = $state(true);
  /** The browser gave no room at the last try: nothing was lost, what was to be saved is still on the screen. */
  full = $state(false);
  /** Why `locked`: try again, or gone for good. */
  lockedBecause = $state<StoreLocked['because'] | null>(null);
  /** The last changes the server has acknowledged. */
  sent = $state.raw<SentItem[]>([]);
  outbox = $state.raw<OutboxItem[]>([]);
  /** Changes on the screen that are not stored yet; more than a moment only while the program itself is not here whole. */
  storing = $state(0);
  model = $state.raw<MaturityModel | null>(null);
  text = $state.raw<ModelText | null>(null);

  #chosen = $state<string | null>(null);
  #base = $state.raw<readonly Change[]>([]);
  /** Shows unsent answers at once, the other kinds as soon as the rest of the program is here. */
  #apply = $state.raw<Apply>(applyAnswer);
  #view: View = $derived(buildView(this.#base, this.outbox, this.person?.id ?? '', this.#apply));
  #store: DeviceStore | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #locale: Locale = 'en';
  #tabs: BroadcastChannel | null = null;
  #secured = false;

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

  /** The municipalities this person answers for; most people have one. */
  get ownMunicipalityIds(): string[] {
    return this.person?.memberships.flatMap((m) => (m.role === 'officer' ? (m.municipalityId ?? []) : [])) ?? [];
  }

  /** The one this person works on: the one chosen last, else the first. */
  get ownMunicipalityId(): string | null {
    const own = this.ownMunicipalityIds;
    return own.find((id) => id === this.#chosen) ?? own[0] ?? null;
  }

  /** Works on another of the municipalities this person answers for, until it is changed again. */
  chooseMunicipality(id: string): void {
    this.#chosen = id;
    keepChoice(this.person?.id ?? '', id);
  }

  get coordinates(): boolean {
    return this.person?.memberships.some((m) => m.role === 'coordinator' || m.role === 'administrator') ?? false;
  }

  /** Shell first: what is on the device is shown at once; the network is asked in the background. */
  async start(locale: Locale): Promise<void> {
    this.#locale = locale;
    this.online = navigator.onLine;
    joinTabs();
    addEventListener('online', () => ((this.online = true), void this.sync()));
    addEventListener('offline', () => (this.online = false));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.sync());
    setInterval(() => void this.sync(), RETRY_MS);

    let known = knownPerson();
    if (!known && !this.online) known = await (await import('./sync/find-person')).findPerson().catch(() => null);
    // where somebody has signed in since, it may be another person: their screen must not begin with this one's work
    if (known && !signedInAnew()) {
      if (!(await this.#open(known))) return;
      this.phase = isClosed() ? 'closed' : 'ready';
      afterFirstPage(() => this.#loadRest());
      void this.#askWho().then(() => this.sync());
      return;
    }
    const asked = await this.#askWho();
    if (asked === 'offline') this.phase = 'needs-network';
    else if (!this.person) this.phase = 'nobody';
    else if (this.phase === 'starting') {
      // whoever was here before sees what is here at once, as everybody does
      const synced = this.sync();
      if (!this.syncedAt) await synced;
      await this.#loadModel();
      this.phase = 'ready';
      afterFirstPage(() => this.#loadRest());
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
    const issuedAt = new Date().toISOString();
    this.storing++;
    try {
      const { checkCommand } = await this.#loadRestAtLast();
      const checked = checkCommand(type, payload);
      if (!checked.ok) return checked;
      if (!this.#store) throw new Error('The device has no store open');
      const draft = { key, type, ...checked.value, baseVersion, issuedAt };
      this.outbox = await this.#roomy(this.#store.enqueue(draft));
    } finally {
      this.storing--;
    }
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

  /** Somebody's exported work, as this person's own from now on. */
  async takeOver(entries: readonly QueueEntry[]): Promise<void> {
    if (!this.#store) return;
    this.storing++;
    try {
      this.outbox = await this.#roomy(this.#store.takeOver(entries));
    } finally {
      this.storing--;
    }
    this.#tabs?.postMessage('changed');
    void this.sync();
  }

  /** Keeps records that were fetched by themselves, as the server had them just now. */
  async hold(...changes: Change[]): Promise<void> {
    if (!this.#store) return;
    const { cursor, syncedAt } = await this.#store.read();
    const alone = { protocol: PROTOCOL, cursor, full: false, changes, more: false };
    this.#show(await this.#store.takeIn(alone, [], syncedAt ?? new Date().toISOString()));
  }

  /** Files chosen as evidence and not sent yet; null while no store is open. */
  async files(): Promise<KeptFiles | null> {
    return this.#store?.files() ?? null;
  }

  /** For a file of unsent work. */
  async deviceId(): Promise<string> {
    return (await this.#store?.read())?.deviceId ?? '';
  }

  /** Removes what can be fetched again: models of other languages and waves. */
  async makeRoom(): Promise<void> {
    const { model } = this;
    await this.#store?.dropModels((key) => key === `${model?.id}/${model?.version}/${this.#locale}`);
    this.full = false;
  }

  /** Before the session ends: makes sure that what stays can be locked. False where it would stay open, or be lost. */
  async canLock(): Promise<boolean> {
    return (await this.#store?.secure(true)) ?? false;
  }

  /**
   * Closes the store. Kept, it is locked: only the same person's next sign-in opens it. Else it is removed from the device,
   * with what was half typed.
   */
  async leave({ keep }: { keep: boolean }): Promise<void> {
    const person = this.person;
    if (keep) await this.#store?.lock();
    this.#tabs?.postMessage('left');
    this.#close();
    forgetPerson();
    if (person && !keep) {
      await removeIdbStore(person.id);
      (await import('./sync/forget-drafts')).forgetDrafts(person.id);
    }
    this.phase = 'nobody';
  }

  /** What was locked cannot be opened any more: begins with an empty store. */
  async startAnew(): Promise<void> {
    if (this.person) await removeIdbStore(this.person.id);
    location.assign('/app');
  }

  #close(): void {
    this.#store?.close();
    this.#store = null;
    this.#tabs?.close();
    this.#tabs = null;
    openTexts('', null);
    this.person = null;
    this.#base = [];
    this.outbox = [];
    this.sent = [];
  }

  /** The browser may have no room: said on the screen, and whoever called keeps what was to be stored. */
  async #roomy<T>(work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      this.full = false;
      return done;
    } catch (error) {
      if (isFull(error)) this.full = true;
      throw error;
    }
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
        const result = await this.#roomy(exchange(store, (items) => (this.outbox = items), this.person?.id));
        if (this.#store !== store) return;
        if (result.kind === 'done') {
          this.#show(result.contents);
          if (!this.model) await this.#loadModel();
          this.#secureSoon(store);
        }
        this.online = result.kind !== 'offline';
        this.signedOut = result.kind === 'signed-out';
        this.trouble = ('status' in result && result.status) || null;
        if (result.kind === 'done') this.#tabs?.postMessage('changed');
        // ended, closed, or somebody else's now: the server says which
        if (result.kind === 'signed-out') await this.#askWho();
      } catch (error) {
        // everything stays as it was
        if (!isFull(error)) throw error;
      } finally {
        this.syncing = false;
      }
    };
    // only one tab talks to the server at a time
    if (navigator.locks) await navigator.locks.request('waymark-sync', locked);
    else await locked();
  }

  /** @returns false where it is locked */
  async #open(person: KnownPerson): Promise<boolean> {
    let store: DeviceStore;
    try {
      store = await openIdbStore(person.id, async (deviceId) =>
        (await import('./sync/secret-of')).secretOf(person.id, deviceId)
      );
      const old = oldDraftKeys(person.id);
      if (old.length) await (await import('./store/move-drafts')).moveDrafts(person.id, old, store.kept);
    } catch (error) {
      if (error instanceof StoreLocked) {
        this.person = person;
        this.lockedBecause = error.because;
        this.phase = 'locked';
        return false;
      }
      // private mode or blocked storage: the shell says so, and changes go straight to the server
      console.warn('Nothing can be kept on this device:', error);
      store = (await import('./store/memory-store')).openMemoryStore();
    }
    this.#store = store;
    openTexts(person.id, store.kept);
    // find-person.ts reads it
    void store.kept.set('person', person);
    this.durable = store.durable;
    this.encrypts = store.encrypts;
    await this.#readStore();
    this.#chosen = readChoice(person.id);
    this.person = person;
    this.#tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`waymark-${person.id}`) : null;
    this.#tabs?.addEventListener('message', ({ data }) => {
      if (data !== 'left') return void this.#readStore(true);
      this.#close();
      this.phase = 'nobody';
    });
    await this.#loadModel();
    return true;
  }

  async #readStore(textsToo = false): Promise<void> {
    const store = this.#store;
    if (!store) return;
    if (textsToo) await store.kept.refresh();
    this.#show(await store.read());
  }

  #show({ base, outbox, sent, syncedAt }: StoreContents): void {
    this.#base = base;
    this.outbox = outbox;
    if (outbox.some(({ envelope }) => envelope.type !== 'answer.set')) void this.#loadRest().catch(() => undefined);
    this.sent = sent;
    this.syncedAt = syncedAt;
  }

  /** Once a page, and not in its way: signing out can lock only what the server's secret opens again. */
  #secureSoon(store: DeviceStore): void {
    if (this.#secured) return;
    this.#secured = true;
    afterFirstPage(async () => (this.#secured = await store.secure()));
  }

  /** Asks the server who is signed in; a different person gets a store of their own and never sees this one. */
  async #askWho(): Promise<'asked' | 'offline'> {
    let answer: { person: KnownPerson | null; demo: boolean; closed?: boolean };
    const mark = signInMark();
    try {
      const proof = readProof();
      const headers = proof ? { 'x-waymark-device': proof } : undefined;
      const response = await fetch('/api/v1/session', { cache: 'no-store', headers });
      const said = await readJson<typeof answer>(response);
      if (!said) return 'offline';
      answer = said;
    } catch {
      this.online = false;
      return 'offline';
    }
    this.demo = answer.demo;
    this.signedOut = answer.person === null;
    if (!answer.person) {
      if (answer.closed && this.person) await this.#shut();
      return 'asked';
    }
    const before = this.person ?? knownPerson();
    // an answer about whoever was signed in before
    if (signInMark() !== mark) return this.#askWho();
    const another = before !== null && before.id !== answer.person.id;
    if (another) {
      // before anything else: a page that ends here must find it still to be done
      const { lockStoreOf } = await import('./store/lock-store');
      await (this.#store?.lock() ?? lockStoreOf(before.id)).catch(() => false);
    }
    rememberPerson(answer.person, mark);
    // everything on the screen was the other person's
    if (another && this.person) {
      this.#close();
      location.assign('/app');
      return 'asked';
    }
    if (!this.#store) await this.#open(answer.person);
    else if (this.phase === 'closed') location.assign('/app');
    else this.person = answer.person;
    return 'asked';
  }

  /** The account is closed: what is on the server goes from here; unsent work only once it is saved. */
  async #shut(): Promise<void> {
    if (this.waiting + this.failed === 0) return this.leave({ keep: false });
    markClosed(true);
    this.phase = 'closed';
  }

  async #loadModel(): Promise<void> {
    const wave = currentWave(this.all('wave'));
    if (!wave || !this.#store) return;
    const loaded = await loadModel(this.#store, wave, this.#locale);
    if (loaded) ({ model: this.model, text: this.text } = loaded);
  }

  /** Schemas and the other kinds of changes come after the first page, not with it; offline they are in the app's own cache. */
  async #loadRest() {
    const [schemas, { applyCommand }] = await Promise.all([
      import('$lib/domain/sync/check-command'),
      import('$lib/domain/sync/apply-command'),
      import('./store/new-id')
    ]);
    this.#apply = applyCommand;
    return schemas;
  }

  /**
   * The same, for somebody who has just made a change: a device that went offline in its first seconds does not have this
   * part yet. Nothing can be stored until it has; the change waits on the page, which says that it is being saved.
   */
  async #loadRestAtLast() {
    for (;;) {
      try {
        return await this.#loadRest();
      } catch (error) {
        // a service worker keeps all of it: if that lacks this part, a newer version has taken its place, and waiting is no help
        if (navigator.serviceWorker?.controller) throw error;
        await new Promise((go) => {
          addEventListener('online', go, { once: true });
          setTimeout(go, 2000);
        });
      }
    }
  }
}

export const device = new Device();
