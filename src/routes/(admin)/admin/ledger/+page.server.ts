import { readLedgerFilter } from '$lib/domain/outreach/ledger';
import { readLedger } from '$lib/server/outreach/ledger-service';
import { needNetwork, pageOf } from '../../need';
import { orError } from '../../or-error';
import { readTexts } from './read-texts';
import { ROLES } from './roles';

const SIZE = 50;
const QUOTES = 20;

export const load = async (event) => {
  const { locals, url } = event;
  const { networkId, networkName, person } = needNetwork(event, ROLES);
  const filter = readLedgerFilter(url.searchParams);
  const ledger = orError(await readLedger(locals.app, locals.actor, { networkId, filter }));
  const { offset, limit } = pageOf(url, SIZE);
  const newest = ledger.entries.toSorted((a, b) =>
    a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? 1 : -1
  );
  return {
    ...{ networkId, networkName, filter, size: SIZE, ...ledger },
    entries: newest.slice(offset, offset + limit),
    shown: newest.length,
    waiting: newest.reduce((sum, one) => sum + one.waiting, 0),
    quotes: newest.filter(({ quote }) => quote !== null).slice(0, QUOTES),
    texts: await readTexts(locals, ledger, filter),
    coordinates: person.memberships.some(
      (one) => one.networkId === networkId && (one.role === 'coordinator' || one.role === 'administrator')
    )
  };
};
