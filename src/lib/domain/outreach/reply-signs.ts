// Words of replies in Swedish, Dutch and English. Each pattern looks at a few thousand letters and has no nested repetition.

const month = (number: string, ...names: string[]) => names.map((name) => [name, number] as const);

export const REPLY_SIGNS = {
  received:
    /\b(har (?:tagit emot|mottagit|registrerat)|tack för (?:ditt|ert) (?:mejl|mail|meddelande)|mottagningsbekräftelse|ontvangen|ontvangstbevestiging|received your|has been (?:received|registered)|acknowledg)/iu,
  left: /\b(slutat|inte längre|har lämnat|niet meer werkzaam|uit dienst|no longer|has left|have left)/iu,
  wrong:
    /\b(fel person|rätt person|vänd dig till|kontakta (?:i ?stället|istället)|vidarebefordrat|jag har slutat|niet de juiste|juiste persoon|neem contact op met|doorgestuurd|wrong person|right person|please contact|contact instead|forwarded (?:it |this |your )?to)/iu,
  later:
    /\b(inte just nu|inte nu|återkom|hör av (?:er|dig) (?:i|efter|till)|längre fram|niet nu|op dit moment niet|later (?:dit jaar|contact)|volgend jaar|not now|not at the moment|not right now|come back (?:in|after)|next year|nästa år)/iu,
  no: /\b(nej tack|vi avstår|inte intresserad|ej aktuellt|inte aktuellt|nee,? bedankt|geen interesse|geen belangstelling|no,? thank|not interested|we decline)/iu,
  yes: /\b(ja tack|gärna|vi är intresserade|låter bra|ja,? graag|graag|we zijn geïnteresseerd|klinkt goed|yes,? please|we would like|we are interested|happy to meet|sounds good)/iu,
  noReply: /^(no-?reply|noreply|donotreply|do-not-reply|ej-?svara|svara-?ej|inte-?svara|niet-?beantwoorden)[^@]*@/iu,
  /** The line that begins what somebody quotes. */
  quotation:
    /^\s*(-{2,}\s*(original message|ursprungligt meddelande|oorspronkelijk bericht)|_{10,}$|(från|from|van):\s.+|(den|on|op)\s.{6,150}(skrev|wrote|schreef)\b)/iu,
  caseWord:
    /\b(?:diarie(?:nummer|nr)|dnr|ärende(?:nummer|nr)|zaak(?:nummer|nr)|dossiernummer|kenmerk|case (?:number|no\.?)|reference(?: number)?|ticket)\s*(?:är|is|:|=|#|nr|\.)*\s*([\p{L}]{0,8}[ /:-]?\d[\p{L}\d/:.-]{0,24}(?: \d{2,8})?)/iu,
  months: Object.fromEntries([
    ...month('01', 'januari', 'january'),
    ...month('02', 'februari', 'february'),
    ...month('03', 'mars', 'maart', 'march'),
    ...month('04', 'april'),
    ...month('05', 'maj', 'mei', 'may'),
    ...month('06', 'juni', 'june'),
    ...month('07', 'juli', 'july'),
    ...month('08', 'augusti', 'augustus', 'august'),
    ...month('09', 'september'),
    ...month('10', 'oktober', 'october'),
    ...month('11', 'november'),
    ...month('12', 'december')
  ]) as Record<string, string | undefined>
} as const;
