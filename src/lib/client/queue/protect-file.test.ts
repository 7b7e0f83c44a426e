import { describe, expect, it } from 'vitest';
import { isProtected, makePassword, openFile, protectFile } from './protect-file';

const CONTENT = { format: 'waymark-queue', commands: [{ note: 'Hemligt om grannkommunen' }] };

describe('a protected file', () => {
  it('holds no readable word and opens with its password, however that is typed', async () => {
    const password = makePassword();
    const text = await protectFile(CONTENT, password);
    expect(text).not.toContain('grannkommunen');
    const file: unknown = JSON.parse(text);
    if (!isProtected(file)) throw new Error('not seen as protected');
    expect(await openFile(file, password)).toEqual({ ok: true, value: CONTENT });
    expect(await openFile(file, password.toLowerCase().replaceAll('-', ' '))).toMatchObject({ ok: true });
    expect(await openFile(file, 'ABCD-EFGH-JKMN-PQRS')).toMatchObject({ problems: [{ code: 'password-wrong' }] });
    const changed = { ...file, data: `${file.data.slice(0, -8)}AAAAAAA=` };
    expect(await openFile(changed, password)).toMatchObject({ problems: [{ code: 'password-wrong' }] });
  });

  it('does not let a file ask for a key that would hang the phone', async () => {
    const file = JSON.parse(await protectFile(CONTENT, 'x')) as Parameters<typeof openFile>[0];
    const greedy = { ...file, protection: { ...file.protection, iterations: 1e9 } };
    expect(await openFile(greedy, 'x')).toMatchObject({ problems: [{ code: 'file-damaged' }] });
  });
});

it('makes passwords of four groups without look-alikes, never the same', () => {
  const made = Array.from({ length: 50 }, makePassword);
  for (const one of made) expect(one).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/);
  expect(new Set(made).size).toBe(50);
});
