import { describe, expect, it } from 'vitest';
import { agendaOf, type AgendaTemplate, nextSession } from './agenda';

const template: AgendaTemplate = {
  sessions: [
    {
      title: 'First',
      aim: '',
      items: [
        { id: 's1-a', text: 'A' },
        { id: 's1-b', text: 'B' }
      ]
    },
    { title: 'Second', aim: '', items: [{ id: 's2-a', text: 'C' }] }
  ]
};
const entry = (id: string, more: object = {}) => ({ id, session: 1, text: '', done: false, removed: false, ...more });

describe('the agenda of a session', () => {
  it('is the template until somebody changes it', () => {
    expect(agendaOf(1, template, [])).toEqual([
      { id: 's1-a', text: 'A', done: false, own: false },
      { id: 's1-b', text: 'B', done: false, own: false }
    ]);
    expect(agendaOf(6, template, [])).toEqual([]);
  });

  it('has ticks, own items after the others in the order they came, and none that was taken off', () => {
    const entries = [
      entry('0199-2', { text: 'Later' }),
      entry('0199-1', { text: 'Sooner', done: true }),
      entry('0199-3', { text: 'Elsewhere', session: 2 }),
      entry('s1-a', { done: true }),
      entry('s1-b', { removed: true })
    ];
    expect(agendaOf(1, template, entries)).toEqual([
      { id: 's1-a', text: 'A', done: true, own: false },
      { id: '0199-1', text: 'Sooner', done: true, own: true },
      { id: '0199-2', text: 'Later', done: false, own: true }
    ]);
  });

  it('of which session comes next follows from how many were logged', () => {
    expect([0, 1, 5, 6, 20].map(nextSession)).toEqual([1, 2, 6, 6, 6]);
  });
});
