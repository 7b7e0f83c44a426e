import { afterEach } from 'vitest';
import type { App } from '$lib/server/app';
import { dropMailFile } from '$lib/server/outreach/campaign-reply-service';
import { type CampaignWorld, createCampaignWorld } from './campaign-world';
import { type Post, startPost } from './post';
import { createTestApp, disposeTestApp, testClock } from './test-app';

export const DAY = 86_400_000;
export const from = { address: '192.0.2.1', device: null };
// each test has its own; `begin` makes them
export let clock: ReturnType<typeof testClock>;
export let app: App;
export let post: Post;
export let world: CampaignWorld;

/** A network of municipalities with a registrar each, an app that sends by a real mail server, and a clock to move. */
export async function begin(
  count = 3,
  options: Parameters<typeof startPost>[0] = {},
  env: Record<string, string> = {}
): Promise<void> {
  clock = testClock();
  post = await startPost(options);
  app = await createTestApp({
    now: clock.now,
    env: {
      ...{ MAIL_URL: post.url, MAIL_FROM: 'Waymark <post@example.org>', CAMPAIGN_PER_MINUTE: '600' },
      ...{ CAMPAIGN_REPLY_TO: 'answers+{token}@example.org', ...env }
    }
  });
  world = await createCampaignWorld(app, count);
}

/** Called once by each test file. */
export function endAfterEach(): void {
  afterEach(async () => {
    await disposeTestApp(app);
    await post.stop();
  });
}

export const mailFor = (place: number) => post.taken.filter(({ to }) => to[0] === world.contacts[place]!.email);
export const tokenIn = (text: string, kind: 'reply' | 'unsubscribe') =>
  new RegExp(`/${kind}/([\\w-]{43})`).exec(text)![1]!;
export const idIn = (place: number) => /<([0-9a-f-]{36})@/.exec(mailFor(place).at(-1)!.headers.get('message-id')!)![1]!;
export const drop = (bytes: Uint8Array) => dropMailFile(app, world.coordinator, { networkId: world.networkId, bytes });
export const states = async (id: string) => (await world.messages(id)).map(({ state }) => state).sort();
