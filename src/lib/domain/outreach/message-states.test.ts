import { describe, expect, it } from 'vitest';
import { fateOf, mayBecome, MESSAGE_STATES } from './message-states';

describe('fateOf', () => {
  it.each([
    ['the server is not there', { code: 'ECONNECTION', begun: false }, 'planned'],
    ['our password is wrong', { code: 'EAUTH', begun: false, responseCode: 535 }, 'planned'],
    ['the recipient is put off', { code: 'EENVELOPE', begun: false, responseCode: 451 }, 'planned'],
    ['the recipient is refused', { code: 'EENVELOPE', begun: false, responseCode: 550 }, 'bounced'],
    ['the sender is refused', { code: 'EENVELOPE', begun: false, responseCode: 550, command: 'MAIL FROM' }, 'planned'],
    ['the message is refused after its end', { code: 'EMESSAGE', begun: true, responseCode: 554 }, 'failed'],
    ['the message is put off after its end', { code: 'EMESSAGE', begun: true, responseCode: 452 }, 'planned'],
    ['the connection breaks before the message', { code: 'ETIMEDOUT', begun: false }, 'planned'],
    ['the connection breaks within the message', { code: 'ESOCKET', begun: true }, 'uncertain'],
    ['nothing comes after the message', { code: 'ETIMEDOUT', begun: true }, 'uncertain'],
    ['the server shuts down after the message', { code: 'EMESSAGE', begun: true, responseCode: 421 }, 'uncertain'],
    ['an error nobody knows, after the message', { code: 'EUNKNOWN', begun: true }, 'uncertain']
  ])('where %s', (_name, failure, state) => {
    expect(fateOf(failure).state).toBe(state);
  });
});

describe('mayBecome', () => {
  it('lets nothing be claimed that was not planned, and nothing uncertain be claimed', () => {
    expect(MESSAGE_STATES.filter((state) => mayBecome(state, 'claimed'))).toEqual(['planned']);
  });
  it('plans again only what the server refused for now, or a person has decided about', () => {
    expect(MESSAGE_STATES.filter((state) => mayBecome(state, 'planned'))).toEqual(['claimed', 'uncertain']);
  });
});
