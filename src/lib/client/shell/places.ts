import type { MemberRole } from '$lib/domain/identity/actor';
import type { NavItem } from '$lib/ui/MainNav.svelte';
import { m } from '$lib/paraglide/messages.js';

/** Where a person with these roles can go: one navigation for field pages and administration alike. */
export function placesFor(roles: readonly MemberRole[], path: string): NavItem[] {
  const officer = roles.includes('officer');
  const coordinates = roles.includes('coordinator') || roles.includes('administrator');
  const reports = coordinates || roles.includes('analyst');
  const places: (NavItem & { shown: boolean })[] = [
    { shown: true, href: '/app', label: coordinates ? m.nav_overview() : m.nav_home(), icon: 'home' },
    {
      shown: officer,
      href: '/app/assessment',
      label: m.nav_assessment(),
      short: m.nav_assessment_short(),
      icon: 'answer'
    },
    { shown: officer, href: '/app/result', label: m.nav_result(), short: m.nav_result_short(), icon: 'chart' },
    { shown: officer, href: '/app/plan', label: m.nav_plan(), short: m.nav_plan_short(), icon: 'list' },
    { shown: officer, href: '/app/peer', label: m.nav_peer(), short: m.nav_peer_short(), icon: 'mentoring' },
    {
      shown: coordinates,
      href: '/app/municipalities',
      label: m.nav_municipalities(),
      short: m.nav_municipalities_short(),
      icon: 'map'
    },
    { shown: coordinates, href: '/app/meetings', label: m.nav_meetings(), icon: 'meeting' },
    { shown: coordinates, href: '/app/contacts', label: m.contacts_nav(), icon: 'phone' },
    { shown: reports, href: '/app/coverage', label: m.coverage_nav(), icon: 'result' },
    { shown: coordinates, href: '/admin/campaigns', label: m.campaign_nav(), icon: 'mail' },
    {
      shown: coordinates,
      href: '/admin/rounds',
      label: m.nav_mentoring(),
      short: m.nav_mentoring_short(),
      icon: 'mentoring'
    },
    { shown: reports, href: '/admin/ledger', label: m.ledger_nav(), icon: 'list' },
    { shown: reports, href: '/admin/reports', label: m.nav_reports(), icon: 'chart' },
    { shown: coordinates, href: '/admin/people', label: m.nav_people(), icon: 'account' },
    { shown: coordinates, href: '/admin/register', label: m.nav_register(), icon: 'building' }
  ];
  return places
    .filter((place) => place.shown)
    .map(({ shown: _shown, ...place }) => ({ ...place, current: isHere(place.href, path) }));
}

// what a page about it has in its own navigation
const WITHIN: Record<string, RegExp> = {
  '/app/coverage': /^\/app\/visits$/,
  '/app/contacts': /^\/admin\/lists(\/|$)/,
  '/admin/register': /^\/admin\/(waves|models)(\/|$)/,
  '/admin/people': /^\/admin\/(audit|mail)$/,
  '/app/assessment': /^\/assessment\//
};

function isHere(href: string, path: string): boolean {
  if (WITHIN[href]?.test(path)) return true;
  return href === '/app' ? path === '/app' : path === href || path.startsWith(`${href}/`);
}
