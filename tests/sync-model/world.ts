import type { AnswerContent } from '$lib/domain/assessment/merge-answer';
import type { App } from '$lib/server/app';
import type { pushCommands } from '$lib/server/sync/service';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { type Person, SimulatedDevice } from './device';
import { chooseValue, editMeeting, editStep, type FieldEdit } from './field-edits';
import { SimulatedNetwork } from './network';
import { beginPairing, editContact, editTarget, editVisit } from './shared-edits';
import type { Step, Story } from './steps';

/** One change a person saw as saved. */
export interface SavedEdit {
  device: SimulatedDevice;
  assessmentId: string;
  criterionId: string;
  /** What the person had on the screen before. */
  saw: AnswerContent;
  said: AnswerContent;
}

/** A municipality's id: its officers. */
export type Readers = string | 'coordinators' | 'both';

const NOTHING: AnswerContent = { value: null, note: '', evidence: '' };
const DAY = 86_400_000;

/** People, their devices, the network between, and an oracle that remembers everything anybody saw as saved. */
export class World {
  readonly edits: SavedEdit[] = [];
  /** The same for fields of everything else. */
  readonly fields: FieldEdit[] = [];
  readonly meetings = new Set<string>();
  readonly followUps: string[] = [];
  /** Its devices ran the release before when it began. */
  beganOld = false;
  /** By the number in each invented text, for whom it was written: one municipality's officers, or coordinators, or both. */
  readonly readers: Readers[] = [];

  private constructor(
    readonly net: TestNetwork,
    /** Its two municipalities visit each other. */
    readonly pairingId: string,
    readonly network: SimulatedNetwork,
    readonly devices: SimulatedDevice[],
    readonly criteria: readonly [string, string]
  ) {}

  static async create(app: App, story: Story, push?: typeof pushCommands): Promise<World> {
    const net = await createTestNetwork(app, 'Model');
    const people: Person[] = [];
    for (const who of story.people) {
      if (who.endsWith('coordinator')) people.push(await net.enlist('coordinator'));
      else people.push(await net.enlist('officer', who === 'neighbour' ? 1 : 0));
    }
    const network = new SimulatedNetwork(app, push);
    const devices = story.devices.map(
      (owner, i) => new SimulatedDevice(`device ${i}`, people[owner % people.length]!, () => app.now().getTime())
    );
    const pairingId = await beginPairing(app, net);
    const world = new World(net, pairingId, network, devices, ['mandate-person-has-time', 'people-can-explain']);
    const begin = () => {
      network.serverIsOld = story.serverIsOld;
      world.beganOld = story.appsAreOld;
      for (const device of devices) device.appIsOld = story.appsAreOld;
      return world;
    };
    if (story.cold) return begin();
    // nothing happens to these devices yet: their first pull need not be torn in pieces
    const { pageChars } = network;
    network.pageChars = Infinity;
    // a meeting and a step that everybody they concern has seen
    await world.take({ do: 'meeting', device: 0, meeting: 0, part: 'new', item: 0 });
    await world.take({ do: 'plan', device: 0, criterion: 0, field: 'status' });
    await world.take({ do: 'contact', device: 0, contact: 0, part: 'new' });
    const writers = await Promise.all(devices.map(async (device) => (await device.contents()).outbox.length));
    const order = devices.toSorted((a, b) => writers[devices.indexOf(b)]! - writers[devices.indexOf(a)]!);
    for (const device of order) await device.sync(network.of(device.person, 'fine'));
    network.pageChars = pageChars;
    return begin();
  }

  /** Does one step; steps that make no sense here (a conflict where there is none) do nothing. */
  async take(step: Step): Promise<void> {
    if (step.do === 'arrive') return this.network.arrive(step.order);
    if (step.do === 'upgrade-server') return void (this.network.serverIsOld = false);
    const device = this.#deviceFor(step);
    if (!device) return;
    switch (step.do) {
      case 'answer':
        return this.#answer(device, step);
      case 'settle':
        return this.#settle(device, step);
      case 'plan':
        return this.#plan(device, step);
      case 'meeting':
        return this.#meet(device, step);
      case 'contact':
        return this.#contact(device, step);
      case 'visit':
        return this.#visit(device, step);
      case 'target':
        return this.#target(device, step);
      case 'choose':
        return this.#choose(device, step);
      case 'follow-up':
        return this.#followUp(device, step);
      case 'sync':
        await device.sync(this.network.of(device.person, step.weather), step.crash);
        return;
      case 'restart':
        return device.restart();
      case 'upgrade-app':
        return device.upgrade();
      case 'clock':
        device.skew = step.days * DAY;
    }
  }

  /** In the end everybody has network, the server is the newest, and devices sync until nothing is left to do. */
  async comeToRest(): Promise<void> {
    this.network.serverIsOld = false;
    for (const device of this.devices) device.upgrade();
    await this.network.arrive(0);
    for (let round = 0; round < 6; round++) {
      for (const device of this.devices) await device.sync(this.network.of(device.person, 'fine'));
      const left = await Promise.all(this.devices.map(async (device) => (await device.contents()).outbox));
      if (left.every((outbox) => outbox.every((item) => item.state === 'failed'))) break;
    }
    // those that synced first have not seen what the last one sent
    for (const device of this.devices) await device.sync(this.network.of(device.person, 'fine'));
  }

  /** Whoever does this kind of thing: steps that nobody present can do happen to nobody. */
  #deviceFor({ do: what, device }: Extract<Step, { device: number }>): SimulatedDevice | undefined {
    const meets = what === 'meeting' || what === 'follow-up' || what === 'contact';
    const plans = what === 'plan' || what === 'answer' || what === 'target';
    const able = this.devices.filter(({ person }) => {
      const officer = person.memberships[0]!.role === 'officer';
      return officer ? !meets : !plans;
    });
    return able[device % Math.max(able.length, 1)];
  }

  #place(device: SimulatedDevice): { municipalityId: string; assessmentId: string } | null {
    const { municipalityId } = device.person.memberships[0]!;
    const own = this.net.municipalities.find(({ id }) => id === municipalityId);
    return own ? { municipalityId: own.id, assessmentId: own.assessmentId } : null;
  }

  async #answer(device: SimulatedDevice, step: Extract<Step, { do: 'answer' }>): Promise<void> {
    const place = this.#place(device);
    // before the first pull there is nothing to answer
    const view = await device.view();
    if (!place || !view.assessment.has(place.assessmentId)) return;
    const { assessmentId } = place;
    const criterionId = this.criteria[step.criterion % this.criteria.length]!;
    const id = `${assessmentId}/${criterionId}`;
    const known = view.answer.get(id);
    const saw = known ? { value: known.value, note: known.note, evidence: known.evidence } : NOTHING;
    const said = { ...saw };
    if (step.text === 'value' || step.text === 'all') said.value = step.value;
    if (step.text === 'note' || step.text === 'all') said.note = this.#word('note', place.municipalityId);
    if (step.text === 'evidence' || step.text === 'all') said.evidence = this.#word('paper', place.municipalityId);
    const saved = await device.issue(
      'answer.set',
      `answer:${id}`,
      { assessmentId, criterionId, ...said },
      known?.version ?? null,
      step.crash
    );
    if (saved) this.edits.push({ device, assessmentId, criterionId, saw, said });
    else if (step.crash?.after) {
      // it was on the disk although the person never saw it as saved: it may go through, and counts as said
      this.edits.push({ device, assessmentId, criterionId, saw, said });
    }
  }

  async #settle(device: SimulatedDevice, step: Extract<Step, { do: 'settle' }>): Promise<void> {
    const view = await device.view();
    const conflict = [...view.conflict.values()][step.conflict];
    if (!conflict) return;
    const { assessmentId, criterionId } = conflict;
    const present = view.answer.get(`${assessmentId}/${criterionId}`);
    const saved = await device.issue(
      'conflict.settle',
      `answer:${assessmentId}/${criterionId}`,
      { conflictId: conflict.id, choose: step.choose },
      present?.version ?? null
    );
    // whoever chooses the other answer has seen both
    if (saved && step.choose === 'other' && present) {
      const { value, note, evidence } = conflict;
      const saw = { value: present.value, note: present.note, evidence: present.evidence };
      this.edits.push({ device, assessmentId, criterionId, saw, said: { value, note, evidence } });
    }
  }

  async #meet(device: SimulatedDevice, step: Extract<Step, { do: 'meeting' }>): Promise<void> {
    const done = await editMeeting(device, step, this.net.municipalities[0]!.id, () =>
      this.#word('said', 'coordinators')
    );
    if (!done) return;
    this.meetings.add(done.meetingId);
    this.followUps.push(...done.followUps);
    this.fields.push(...done.edits);
  }

  async #plan(device: SimulatedDevice, step: Extract<Step, { do: 'plan' }>): Promise<void> {
    const place = this.#place(device);
    // in the release before, the later date, status or owner stood: nothing of that is promised here
    if (!place || device.appIsOld) return;
    const criterionId = this.criteria[step.criterion % this.criteria.length]!;
    const { municipalityId } = place;
    const word = () => this.#word('do', municipalityId);
    this.fields.push(...(await editStep(device, step, { municipalityId, criterionId }, word)));
  }

  /** A text that nobody has written before. */
  #word(kind: string, readers: Readers): string {
    return `${kind}-${this.readers.push(readers)}`;
  }

  async #contact(device: SimulatedDevice, step: Extract<Step, { do: 'contact' }>): Promise<void> {
    // the release before is refused where a colleague was faster, as with a meeting; nothing else is promised there
    if (device.appIsOld || device.person.memberships[0]!.role !== 'coordinator') return;
    const word = () => this.#word('said', 'coordinators');
    this.fields.push(...(await editContact(device, step, this.net.networkId, word)));
  }

  async #visit(device: SimulatedDevice, step: Extract<Step, { do: 'visit' }>): Promise<void> {
    // in the release before, what one person wrote on another device counts as seen
    if (device.appIsOld) return;
    const mentor = this.net.municipalities[1]!.id === device.person.memberships[0]!.municipalityId;
    const about = { pairingId: this.pairingId, side: mentor ? ('mentor' as const) : ('mentee' as const) };
    this.fields.push(...(await editVisit(device, step, about, () => this.#word('seen', 'both'))));
  }

  async #target(device: SimulatedDevice, step: Extract<Step, { do: 'target' }>): Promise<void> {
    const place = this.#place(device);
    if (!place || device.appIsOld) return;
    const { municipalityId } = place;
    // levels are told apart, too
    const level = Number(this.#word('', municipalityId).slice(1)) % 100;
    this.fields.push(...(await editTarget(device, step, { municipalityId, level })));
  }

  async #choose(device: SimulatedDevice, step: Extract<Step, { do: 'choose' }>): Promise<void> {
    const chosen = await chooseValue(device, step);
    if (chosen) this.fields.push(chosen);
  }

  async #followUp(device: SimulatedDevice, step: Extract<Step, { do: 'follow-up' }>): Promise<void> {
    if (device.person.memberships[0]!.role !== 'coordinator') return;
    const followUp = [...(await device.view())['follow-up'].values()][step.followUp];
    if (!followUp) return;
    await device.issue(
      'follow-up.done',
      `follow-up:${followUp.id}`,
      { followUpId: followUp.id, done: step.done },
      null
    );
  }
}
