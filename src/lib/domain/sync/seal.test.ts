import { describe, expect, it } from 'vitest';
import { sealedText } from './seal';

const command = {
  ...{ commandId: 'c', type: 'step.set', schemaVersion: 1, baseVersion: null, issuedAt: 't' },
  payload: { b: 1, a: [{ y: 'ö', x: null }] }
};
const text = (change: object = {}) => sealedText('A', 'device-1', { ...command, ...change });

describe('what a seal is made over', () => {
  it('is the same in whatever order the keys come, and whether or not something undefined is among them', () => {
    expect(text()).toBe('["A","device-1","c","step.set",1,null,"t",{"a":[{"x":null,"y":"ö"}],"b":1}]');
    expect(text({ payload: { a: [{ x: null, y: 'ö', z: undefined }], b: 1 } })).toBe(text());
  });

  it('is another one for every other author, device, kind, time, content and version that was seen', () => {
    const others = [
      sealedText('B', 'device-1', command),
      sealedText('A', 'device-2', command),
      text({ commandId: 'd' }),
      text({ type: 'setting.set' }),
      text({ schemaVersion: 2 }),
      text({ baseVersion: 1 }),
      text({ issuedAt: 'u' }),
      text({ payload: { b: 1, a: [{ y: 'o', x: null }] } }),
      text({ payload: { b: '1', a: [{ y: 'ö', x: null }] } })
    ];
    expect(new Set([text(), ...others]).size).toBe(others.length + 1);
  });
});
