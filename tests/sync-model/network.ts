import type { App } from '$lib/server/app';
import { toResponse } from '$lib/server/shared/to-response';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import type { Pull } from '$lib/domain/sync/records';
import type { Person } from './device';

/** What happens to the requests of one round of sync. */
export type Weather =
  | 'fine'
  /** Nothing arrives. */
  | 'offline'
  /** Carried out, but the answer is lost on the way back. */
  | 'answer-lost'
  /** Arrives twice. */
  | 'twice'
  /** Seems lost to the device, and arrives later, after newer ones. */
  | 'late'
  /** Only what is sent is lost on its way back; fetching works. */
  | 'error-500'
  /** A hotel's sign-in page with status 200. */
  | 'portal'
  /** The server dies after the first command of the batch is on its disk; the rest never arrived. */
  | 'server-dies';

type Body = { protocol: number; deviceId: string; commands: { type: string }[] };
type Push = typeof pushCommands;

export interface Delivery {
  person: Person;
  pull: Pull;
}

/** What was answered to what somebody sent. */
export interface Answered {
  person: Person;
  outcomes: unknown;
}

const html = () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });

/** The way between devices and the real sync service on a real database: only its weather is made up. */
export class SimulatedNetwork {
  /** Requests still on their way. */
  readonly #late: (() => Promise<unknown>)[] = [];
  /** Everything that was handed to anybody. */
  readonly deliveries: Delivery[] = [];
  /** Everything that was answered to anybody, refusals and both sides of conflicts included, lost on the way or not. */
  readonly answered: Answered[] = [];
  /** What the service threw instead of answering. */
  readonly faults: unknown[] = [];
  /** So small that even these little worlds need several pages, for everything and for what changed. */
  pageChars = 2000;
  /** Until the server's upgrade it does not know this kind of command. */
  serverIsOld = false;

  constructor(
    private readonly app: App,
    /** The service under test, or a broken one that the test has to notice. */
    private readonly push: Push = pushCommands
  ) {}

  /** The `fetch` that a device of this person has in this weather. */
  of(person: Person, weather: Weather): typeof fetch {
    return async (input, init) => {
      try {
        return await this.#carry(person, weather, input, init);
      } catch (error) {
        // a fault of the service is a server's status 500, and remembered; what the weather does is the weather
        if (error instanceof TypeError) throw error;
        this.faults.push(error);
        return Response.json({}, { status: 500 });
      }
    };
  }

  async #carry(person: Person, weather: Weather, ...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const url = new URL(String(input), 'http://127.0.0.1');
    if (weather === 'offline') throw new TypeError('Failed to fetch');
    if (weather === 'portal') return html();
    if (weather === 'error-500') return Response.json({}, { status: 500 });
    if (init?.method !== 'POST') return this.#pull(person, url);
    const body = JSON.parse(String(init.body)) as Body;
    const deliver = async () => this.#take(person, body);
    if (weather === 'late') {
      this.#late.push(deliver);
      throw new TypeError('Failed to fetch');
    }
    if (weather === 'server-dies') {
      await this.#take(person, { ...body, commands: body.commands.slice(0, 1) });
      throw new TypeError('Failed to fetch');
    }
    const response = await deliver();
    if (weather === 'answer-lost') throw new TypeError('Failed to fetch');
    return weather === 'twice' ? deliver() : response;
  }

  /** What was on its way arrives now, in the order given by the numbers. */
  async arrive(order: number): Promise<void> {
    while (this.#late.length) await this.#late.splice(order % this.#late.length, 1)[0]!();
  }

  async #take(person: Person, body: Body): Promise<Response> {
    const commands = this.serverIsOld
      ? body.commands.map((command) =>
          command.type === 'meeting.log' ? { ...command, type: 'meeting.next' } : command
        )
      : body.commands;
    const result = await this.push(this.app, person, { ...body, commands });
    this.answered.push({ person, outcomes: result });
    return toResponse(result);
  }

  async #pull(person: Person, url: URL): Promise<Response> {
    const page = url.searchParams.get('page');
    const result = await pullChanges(this.app, person, {
      since: Number(url.searchParams.get('since')),
      page,
      pageChars: this.pageChars
    });
    if (result.ok) this.deliveries.push({ person, pull: result.value });
    return toResponse(result);
  }
}
