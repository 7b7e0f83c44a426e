import type { App } from '$lib/server/app';
import { createDemo } from '$lib/server/demo/create-demo';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '$lib/server/demo/demo-people';

/** The demo fills an empty database once; a second start finds its network there and leaves it alone. */
export async function prepareDemo(app: App): Promise<void> {
  const made = await createDemo(app, { seed: 2026 });
  if (made.ok)
    process.stdout.write(
      `Demo network created in ${made.value.seconds} s: ${made.value.municipalities} municipalities, ${made.value.submitted} assessments submitted.\n`
    );
  else if (made.problems[0]?.code !== 'not-empty') throw new Error(made.problems[0]?.message);
}

export function announceDemo(origin: string): void {
  const rows = DEMO_PEOPLE.map(({ email, role }) => `    ${email.padEnd(26)} ${role}`);
  const lines = [
    '',
    `  Waymark, the demo: ${origin}`,
    '  Real municipalities, everything else invented.',
    '',
    '  Sign in with one of',
    ...rows,
    `  and the password ${DEMO_PASSWORD}`,
    '',
    `  Outgoing mail is shown at ${origin}/demo-mail`,
    '  Stop with Ctrl C.',
    ''
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
