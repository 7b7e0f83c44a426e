import type { MemberRole } from '$lib/domain/identity/actor';
import type { DemoMunicipality, Dice, Fixed } from './invent';

/** Printed by `npm run up`; the demo database is served on this machine only. */
export const DEMO_PASSWORD = 'waymark-demo-2026';

export interface DemoPerson {
  email: string;
  name: string;
  locale: 'en' | 'sv' | 'nl';
  role: MemberRole;
  /** An officer's municipality. */
  code?: string;
  /** How the municipality stands, where the demo needs it to. */
  fixed?: Fixed;
}

/** Nobody real: every name ends in Demo, every address in example.org. */
export const DEMO_PEOPLE: DemoPerson[] = [
  { email: 'admin@example.org', name: 'Ada Demo', locale: 'en', role: 'administrator' },
  { email: 'coordinator@example.org', name: 'Kim Demo', locale: 'en', role: 'coordinator' },
  { email: 'analyst@example.org', name: 'Alex Demo', locale: 'en', role: 'analyst' },
  {
    email: 'officer@example.org',
    name: 'Robin Demo',
    locale: 'en',
    role: 'officer',
    code: '2161',
    fixed: { state: 'started', ability: 0.2, reached: 6 }
  },
  { email: 'colleague@example.org', name: 'Sam Demo', locale: 'sv', role: 'officer', code: '2161' },
  {
    email: 'mentor@example.org',
    name: 'Charlie Demo',
    locale: 'sv',
    role: 'officer',
    code: '2480',
    fixed: { state: 'submitted', ability: 1.6 }
  }
];

const ROLES = ['official', 'manager', 'politician', 'it', 'other'] as const;
const NAMES = ['Lo', 'Mika', 'Noa', 'Elis', 'Tove', 'Billie', 'Sasha', 'Jo', 'Maj', 'Isa'];
const FORMS = ['visit', 'call', 'video', 'network-meeting'] as const;
const WORK = [
  'En lista över dataset finns hos IT, men ingen har beslutat något.',
  'Har publicerat badplatser och lekplatser som test.',
  'Ingen har arbetat med frågan tidigare.',
  'Kartan är öppen, resten ligger i verksamhetssystemen.',
  'Deltar i länets samverkan om geodata.'
];
const SAID = [
  'Frågade hur andra har löst licensfrågan.',
  'Vill börja med det som redan efterfrågas.',
  'Oroar sig för vad en granskning kostar i tid.',
  'Undrar vem som ska äga frågan när projektet är slut.'
];
const ENDS = [
  'Tar upp frågan i ledningsgruppen.',
  'Börjar med en första lista över dataset.',
  'Vill träffa en kommun som har kommit längre.',
  'Avvaktar till efter budgeten.'
];
const PROMISES = [
  'Skicka mallen för släppkontroll',
  'Boka ett samtal med en kommun längre fram',
  'Fråga regionen om portalen',
  null
];

/** What was said, invented; Swedish, as the network is. */
export function demoTalk(dice: Dice, place: DemoMunicipality) {
  const attendees = Array.from({ length: 1 + dice.below(4) }, () => ({
    name: `${dice.pick(NAMES)} Demo`,
    role: dice.pick(ROLES)
  }));
  return {
    form: dice.pick(FORMS),
    attendees,
    background: `Påhittat möte med ${place.name}.`,
    workSoFar: dice.pick(WORK),
    exchange: dice.pick(SAID),
    conclusions: dice.pick(ENDS),
    promise: dice.pick(PROMISES)
  };
}
