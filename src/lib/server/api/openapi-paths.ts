type Schema = Record<string, unknown>;

interface Operation {
  summary: string;
  /** Query parameters with what they mean; those that end in `?` may be left out. */
  query?: Record<string, string>;
  /** Headers with what they mean; all may be left out. */
  headers?: Record<string, string>;
  /** JSON, or any bytes. */
  body?: Schema | 'bytes';
  /** JSON, any bytes, or headers alone. */
  answer: Schema | 'bytes' | 'none';
  /** Needs no session. */
  open?: boolean;
}

const text = { type: 'string' };
const id = { type: 'string', format: 'uuid' };
const object = { type: 'object' };
const whole = { type: 'integer' };
const flag = { type: 'boolean' };
const idOrNull = { type: ['string', 'null'] };
const fields = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name))
});
const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** `[mentee, mentor or group offer]`. */
const pairList = { type: 'array', items: { type: 'array', items: id, minItems: 2, maxItems: 2 } };
const person = { 'x-waymark-person': 'Whose sync this is: refused with 401 where somebody else is signed in.' };

/** Every address under `/api/v1`, by path and method in lower case. A route that is not here fails a test. */
export const PATHS: Record<string, Record<string, Operation>> = {
  '/api/v1/openapi.json': { get: { summary: 'This document.', answer: object, open: true } },
  '/api/v1/reports': {
    get: {
      summary: 'Published editions of reports. This and all under it: open to every site and program, with an ETag.',
      answer: fields({ reports: { type: 'array', items: object } }),
      open: true
    }
  },
  '/api/v1/reports/{id}': {
    get: {
      summary: 'One edition: what it is, what it corrects, what was taken out of it, and where its parts are.',
      answer: object,
      open: true
    }
  },
  '/api/v1/reports/{id}/tables': {
    get: {
      summary: 'Every table that an edition publishes, without the numbers. Nothing else can be asked for.',
      answer: fields({ tables: { type: 'array', items: object } }),
      open: true
    }
  },
  '/api/v1/reports/{id}/tables/{table}': {
    get: {
      summary:
        'One table, cell by cell; what is withheld is marked and has no value. With `.csv` at the end, or `Accept: text/csv`, as CSV.',
      answer: fields({
        id: text,
        about: object,
        unit: text,
        threshold: { type: 'integer' },
        roundedTo: { type: ['integer', 'null'] },
        rows: { type: 'array', items: object }
      }),
      open: true
    }
  },
  '/api/v1/reports/{id}/findings': {
    get: {
      summary: 'What an edition finds, sentence by sentence, with the cells that each number comes from.',
      query: { 'lang?': '`en`, `sv` or `nl`; English where it is left out.' },
      answer: fields({ findings: { type: 'array', items: object } }),
      open: true
    }
  },
  '/api/v1/reports/{id}/charts/{chart}.svg': {
    get: {
      summary: 'A chart of the report by its block, or one table of the figures by its id, as SVG.',
      query: { 'lang?': '`en`, `sv` or `nl`; English where it is left out.' },
      answer: 'bytes',
      open: true
    }
  },
  '/api/v1/sync': {
    get: {
      summary: 'What changed for this person since a cursor, deletions included; since 0, everything they may keep.',
      query: {
        since: 'The `cursor` of an earlier answer; 0 for everything.',
        'page?': '`first`, then the `next` of the answer before: everything comes in pages. Without it, at once.'
      },
      headers: {
        ...person,
        'x-waymark-device': 'DEVICE/UNSENT: which device asks, and how many changes it has not sent.'
      },
      answer: named('Pull')
    },
    post: {
      summary: 'Carries out commands, one by one in their order, each once. One outcome for each.',
      headers: person,
      body: named('Push'),
      answer: fields({ protocol: { type: 'integer' }, outcomes: { type: 'array', items: named('Outcome') } })
    }
  },
  '/api/v1/session': {
    get: {
      summary: 'Who is signed in.',
      headers: { 'x-waymark-device': 'PERSON/DEVICE/PROOF, to learn without a session whether the account is closed.' },
      answer: fields({ person: { type: ['object', 'null'] }, demo: { type: 'boolean' }, closed: { type: 'boolean' } }),
      open: true
    }
  },
  '/api/v1/ledger': {
    get: {
      summary:
        'The ledger of barriers: every time one was raised, with counts. An officer asks for their own municipality.',
      query: {
        network: 'Id of the network.',
        'municipality?': 'Id; all an officer may ask for.',
        'barrier?': 'Id of the model.',
        'group?': 'Kind of barrier, of the model.',
        'county?': 'Code.',
        'size?': '`s1` to `s6`, or `unknown`.',
        'level?': 'Of the municipality: 0 to 5, or `none` where nothing was submitted.',
        'state?': '`open`, `overcome` or `taken-back`.',
        'measure?': 'Id of a policy measure of the model: barriers it would remove.'
      },
      answer: object
    }
  },
  '/api/v1/ledger/quotes/{id}': {
    get: {
      summary: 'A quote for a text that leaves the network, where consent allows it now; else refused with the reason.',
      answer: fields({ barrierId: text, text, role: { type: ['string', 'null'] }, size: { type: ['string', 'null'] } })
    }
  },
  '/api/v1/editions': {
    get: {
      summary: 'A network’s editions of reports, frozen and published, for those who write them.',
      query: { network: 'Id of the network.' },
      answer: fields({ editions: { type: 'array', items: object } })
    },
    post: {
      summary:
        'Freezes the report of a wave as it stands, the current one where none is named, and asks for a second person’s approval.',
      body: fields({ networkId: id, waveId: id, note: object }, ['waveId', 'note']),
      answer: fields({ editionId: id, number: { type: 'integer' }, sha256: text })
    }
  },
  '/api/v1/editions/{id}': {
    get: { summary: 'One edition with its document and tables; nothing confidential.', answer: object }
  },
  '/api/v1/editions/{id}/approve': {
    post: {
      summary: 'A second person’s yes to exactly the content with this hash.',
      body: fields({ sha256: text }),
      answer: fields({ editionId: id })
    }
  },
  '/api/v1/editions/{id}/publish': {
    post: {
      summary: 'Publishes an edition that was approved.',
      answer: fields({ editionId: id, number: { type: 'integer' } })
    }
  },
  '/api/v1/editions/{id}/compare': {
    get: {
      summary: 'What differs from another edition: numbers, parts, texts.',
      query: { before: 'Id of the other edition.' },
      answer: fields({ numbers: { type: 'array', items: object }, blocks: { type: 'array', items: object } })
    }
  },
  '/api/v1/editions/{id}/rebuild': {
    post: {
      summary: 'Makes an edition again from what was frozen with it, and says whether it came out the same.',
      answer: fields({ same: { type: 'boolean' }, files: { type: 'array', items: object } })
    }
  },
  '/api/v1/report-draft': {
    get: {
      summary: 'What analysts changed in the report of a wave, with versions, comments and what keeps it back.',
      query: { network: 'Id of the network.', wave: 'Id of the wave; without it the current one.' },
      answer: fields({ pieces: { type: 'array', items: object }, comments: { type: 'array', items: object } })
    }
  },
  '/api/v1/report-draft/pieces': {
    put: {
      summary: 'Keeps one change; refused with 409 where somebody changed the same thing since.',
      body: fields({ networkId: id, waveId: id, version: { type: 'integer' }, piece: object }, ['waveId']),
      answer: fields({ key: text, version: { type: 'integer' }, warnings: { type: 'array', items: object } })
    },
    delete: {
      summary: 'Takes one change back.',
      query: {
        network: 'Id of the network.',
        wave: 'Id of the wave; without it the current one.',
        key: 'Of the change, such as `hide:levels`.',
        version: 'As it was seen.'
      },
      answer: fields({ key: text, version: { type: 'integer' } })
    }
  },
  '/api/v1/report-draft/comments': {
    post: {
      summary: 'Says something about a part of the report.',
      body: fields({ networkId: id, waveId: id, block: text, text }, ['waveId']),
      answer: fields({ commentId: id })
    }
  },
  '/api/v1/report-draft/comments/{id}/settle': {
    post: { summary: 'Says that a comment has been dealt with.', answer: fields({ commentId: id }) }
  },
  '/api/v1/report-draft/pictures': {
    post: {
      summary: 'A JPEG or PNG for a report; what its camera wrote beside it is taken out.',
      query: { network: 'Id of the network.' },
      body: 'bytes',
      answer: fields({ sha256: text, width: { type: 'integer' }, height: { type: 'integer' } })
    }
  },
  '/api/v1/report-draft/pictures/{network}/{sha256}': {
    get: { summary: 'The bytes of such a picture.', answer: 'bytes' }
  },
  '/api/v1/report-draft/numbers': {
    get: {
      summary: 'Published numbers of the report as they are written into texts, 60 at most.',
      query: {
        network: 'Id of the network.',
        'find?': 'Words that must all be in it.',
        'lang?': 'Of the words: en, sv or nl.'
      },
      answer: fields({ numbers: { type: 'array', items: object } })
    }
  },
  '/api/v1/device-key': {
    post: {
      summary: 'The secret that this person’s store on a device is locked with.',
      body: fields({ deviceId: { type: 'string', minLength: 8, maxLength: 60 } }),
      answer: fields({ secret: text, proof: text })
    }
  },
  '/api/v1/devices/{device}': {
    delete: { summary: 'Nothing is left on this device: its silence means nothing.', answer: { type: 'null' } }
  },
  '/api/v1/push': {
    get: {
      summary:
        'What a browser needs for notifications: the server’s key, the language, the page the last one is about.',
      answer: fields({ key: text, locale: { enum: ['en', 'sv', 'nl'] }, path: text })
    }
  },
  '/api/v1/push-subscriptions': {
    post: {
      summary: 'Turns notifications on in this browser; the endpoint must be that of a known push service.',
      body: fields({ endpoint: { type: 'string', format: 'uri', maxLength: 1000 }, replaces: text }, ['replaces']),
      answer: fields({ id: text })
    }
  },
  '/api/v1/push-subscriptions/{id}': {
    delete: { summary: 'Turns notifications off in a browser of one’s own.', answer: { type: 'null' } }
  },
  '/api/v1/models/{id}/{version}/{locale}': {
    get: { summary: 'A published model with its texts in one language.', answer: object, open: true }
  },
  '/api/v1/assessments/{id}/comparison': {
    get: { summary: 'An assessment beside those of similar municipalities and its own earlier ones.', answer: object }
  },
  '/api/v1/assessments/{id}/examples': {
    get: { summary: 'Who near in size took which step lately and agrees to be named.', answer: object }
  },
  '/api/v1/history': {
    get: {
      summary: 'Who answered one question what and when, newest first.',
      query: { assessment: 'Id of the assessment.', criterion: 'Id of the question.' },
      answer: fields({ entries: { type: 'array', items: object } })
    }
  },
  '/api/v1/evidence/{file}': {
    get: { summary: 'A file given as evidence, to be saved.', answer: 'bytes' },
    put: {
      summary: 'Attaches a file to an answer; the id is made by the sender, so that sending again does nothing twice.',
      query: { assessment: 'Id of the assessment.', criterion: 'Id of the question.', name: 'The file’s name.' },
      body: 'bytes',
      answer: object
    }
  },
  '/api/v1/pairing-files/{file}': {
    get: { summary: 'A file of a pairing, to be saved.', answer: 'bytes' }
  },
  '/api/v1/meeting-photos/{photo}': {
    get: { summary: 'A photo of a meeting, to be saved. For coordinators.', answer: 'bytes' }
  },
  '/api/v1/meetings': {
    get: {
      summary: 'Meetings of a network, the latest first, page by page, however many there are. For coordinators.',
      query: {
        network: 'Id of the network.',
        'form?': 'How they were held.',
        'barrier?': 'A barrier that was raised.',
        'municipality?': 'Id of a municipality that took part.',
        'after?': 'Id of the meeting the page begins after: `next` of the page before.',
        'limit?': '1 to 100; 25 where left out.'
      },
      answer: fields({ meetings: { type: 'array', items: object }, next: { type: ['string', 'null'] } })
    }
  },
  '/api/v1/meetings/search': {
    post: {
      summary: 'Meetings in which words are found, the latest first. Words of people go in the body, in no address.',
      body: fields(
        {
          ...{ network: text, q: text, form: text, barrier: text, municipality: text, after: text },
          limit: { type: 'integer' }
        },
        ['q', 'form', 'barrier', 'municipality', 'after', 'limit']
      ),
      answer: fields({ meetings: { type: 'array', items: object }, next: { type: ['string', 'null'] } })
    }
  },
  '/api/v1/meetings/{id}/thanks': {
    get: {
      summary: 'A letter of thanks for a meeting with what was promised, and who of those who were there may get it.',
      query: { 'locale?': 'Language of the letter; that of its readers where left out.' },
      answer: fields({ locale: text, subject: text, body: text, people: { type: 'array', items: object } })
    },
    post: {
      summary: 'Sends a letter of thanks to contacts who were there, to each of them once.',
      body: fields({ contactIds: { type: 'array', items: text }, subject: text, body: text }),
      answer: fields({ sent: { type: 'integer' } })
    }
  },
  '/api/v1/mentoring/effect': {
    get: {
      summary:
        'Whether mentoring works: changes of matched municipalities beside others, with intervals; no group under the network’s threshold. For coordinators.',
      query: {
        network: 'Id of the network.',
        'to?': 'Id of the later wave, or `all` for every period together; the latest with pairs where left out.'
      },
      answer: fields({
        periods: { type: 'array', items: object },
        period: { type: ['object', 'null'] },
        pooled: { type: ['object', 'null'] },
        threshold: { type: 'integer' },
        kind: { enum: ['stories-only', 'figures'] },
        rows: { type: 'array', items: object },
        finding: { type: ['object', 'null'] }
      })
    }
  },
  '/api/v1/coverage': {
    get: {
      summary: 'How far the network has come with each municipality: the first day of each stage. For its people.',
      query: { network: 'Id of the network.' },
      answer: fields({ on: text, wave: { type: ['object', 'null'] }, municipalities: { type: 'array', items: object } })
    }
  },
  '/api/v1/visits': {
    post: {
      summary:
        'The next best visits: day trips from home that cover most of what nobody has covered. Stores nothing; docs/coverage.md says what is maximised. With `accept: application/x-ndjson`, lines with `progress`, the last one `{status, answer}`. Leaving ends the work.',
      body: fields(
        {
          networkId: id,
          home: { ...object, description: '{"municipalityId"} or {"lat", "lon"}.' },
          days: { type: 'integer', minimum: 1, maximum: 60 },
          visitsPerDay: { enum: [1, 2, 3] },
          kmPerDay: { type: 'number', description: 'Either this or hoursPerDay.' },
          hoursPerDay: { type: 'number' },
          kmPerHour: { type: 'number' },
          hoursPerVisit: { type: 'number' },
          detour: { type: 'number', description: 'Road is so many times the distance as the crow flies.' },
          pointsPer100Km: { type: 'integer' },
          points: { ...object, description: 'Points for a new stratum: county, size, group, cell.' },
          again: { type: 'boolean', description: 'Those met before may be visited again.' },
          pinned: { type: 'array', items: id },
          excluded: { type: 'array', items: id }
        },
        [
          ...['visitsPerDay', 'kmPerDay', 'hoursPerDay', 'kmPerHour', 'hoursPerVisit', 'detour', 'pointsPer100Km'],
          ...['points', 'again', 'pinned', 'excluded']
        ]
      ),
      answer: fields({
        ...{ trips: { type: 'array', items: object }, points: { type: 'number' }, bound: { type: 'number' } },
        ...{ gap: { type: 'number' }, optimal: { type: 'boolean' }, stopped: { type: 'boolean' } },
        ...{ km: { type: 'number' }, visits: { type: 'integer' }, candidates: { type: 'integer' } },
        ...{ outOfReach: { type: 'array', items: id }, uncovered: { type: 'array', items: text } },
        ...{ home: object, known: { type: 'array', items: object }, withoutPlace: { type: 'array', items: id } },
        open: { type: 'array', items: text }
      })
    }
  },
  '/api/v1/rounds/{id}/board': {
    get: {
      summary: 'A draft round with the profiles it was made of and the decisions kept with it. For coordinators.',
      answer: fields({
        roundId: id,
        state: text,
        computedAt: { type: ['string', 'null'] },
        board: object,
        names: object,
        answering: object
      })
    },
    post: {
      summary:
        'Computes a draft again under decisions, as near to the draft before as the objective allows; what is left out stays.',
      body: fields(
        {
          computedAt: { type: ['string', 'null'], description: 'Of the draft decided on; refused where it is older.' },
          objective: { enum: ['total', 'stable'] },
          weights: object,
          pins: pairList,
          forbids: pairList
        },
        ['objective', 'weights', 'pins', 'forbids']
      ),
      answer: fields({
        pairs: { type: 'integer' },
        total: { type: 'number' },
        gained: { type: ['number', 'null'] },
        changed: { type: ['integer', 'null'] }
      })
    }
  },
  '/api/v1/files/{sha256}': {
    head: {
      summary:
        'How far one’s own upload of a file is: `Upload-Offset` and `Upload-Length`; 404 before the first piece.',
      headers: person,
      answer: 'none'
    },
    patch: {
      summary:
        'Takes the next piece of a file, at most 1 MB, kept when answered; 409 with the right `Upload-Offset` for another.',
      headers: {
        'upload-offset': 'Where in the file the piece begins.',
        'upload-length': 'Bytes the whole file has.',
        ...person
      },
      body: 'bytes',
      answer: fields({ offset: { type: 'integer' }, size: { type: 'integer' } })
    },
    delete: { summary: 'Takes one’s own upload back.', headers: person, answer: { type: 'null' } }
  },
  '/api/v1/contacts': {
    get: {
      summary: 'Contacts of a network by name, page by page. For coordinators.',
      query: {
        network: 'Id of the network.',
        'role?': 'One of the roles.',
        'municipality?': 'Id of a municipality.',
        'removed?': '`yes`: those that were removed instead.',
        'whole?': '`yes`: with everything a device keeps of each.',
        'after?': 'The `next` of the page before.',
        'limit?': '1 to 100; 25 where left out.'
      },
      answer: fields({ contacts: { type: 'array', items: object }, next: { type: ['string', 'null'] } })
    }
  },
  '/api/v1/contacts/search': {
    post: {
      summary:
        'Contacts in which words are found, by their beginnings: of name, address, note, source or municipality, or a number. Words of people go in the body, in no address.',
      body: fields(
        {
          ...{ network: text, q: text, role: text, municipality: text, after: text, limit: { type: 'integer' } },
          removed: { type: 'boolean', description: 'Those that were removed instead.' },
          whole: { type: 'boolean', description: 'With everything a device keeps of each.' }
        },
        ['q', 'role', 'municipality', 'after', 'limit', 'removed', 'whole']
      ),
      answer: fields({ contacts: { type: 'array', items: object }, next: { type: ['string', 'null'] } })
    }
  },
  '/api/v1/contacts/{id}/person': {
    post: { summary: 'Everything about a person, to be handed to them. Noted in the audit log.', answer: object }
  },
  '/api/v1/contacts/{id}/erasure': {
    get: { summary: 'What erasing a person would do.', answer: object },
    post: {
      summary: 'Erases a person; answered once nothing of them is left on the disk. Again, it says the same.',
      body: fields({ block: { type: 'boolean', description: 'Also never write to these addresses again.' } }, [
        'block'
      ]),
      answer: fields({
        contacts: { type: 'integer' },
        meetings: { type: 'integer' },
        texts: { type: 'integer' }
      })
    }
  },
  '/api/v1/campaigns': {
    get: {
      summary: 'The campaigns of a network with how far they are. For coordinators.',
      query: { network: 'Id of the network.' },
      answer: fields({ campaigns: { type: 'array', items: object } })
    },
    post: {
      summary: 'Makes a draft of a campaign: `networkId` and `name`, and whatever else is known of it.',
      body: object,
      answer: fields({ campaignId: id })
    }
  },
  '/api/v1/campaigns/{id}': {
    get: {
      summary: 'A campaign with its messages, recipients, replies and results by channel.',
      answer: fields({
        campaign: object,
        steps: { type: 'array', items: object },
        recipients: { type: 'array', items: object },
        replies: { type: 'array', items: object },
        touches: { type: 'array', items: object },
        results: { type: 'array', items: object }
      })
    },
    put: {
      summary: 'Changes a draft, of which `version` was seen; what is left out stays.',
      body: object,
      answer: fields({ version: { type: 'integer' } })
    },
    delete: { summary: 'Discards a draft.', answer: { type: 'null' } }
  },
  '/api/v1/campaigns/{id}/state': {
    post: {
      summary: 'Starts (with the `version` that was seen), pauses, resumes or stops a campaign.',
      body: fields({ to: { enum: ['start', 'pause', 'resume', 'stop'] }, version: { type: 'integer' } }, ['version']),
      answer: object
    }
  },
  '/api/v1/campaigns/{id}/steps': {
    post: {
      summary: 'Writes the message or a reminder: a new one without `stepId`.',
      body: fields(
        {
          stepId: { type: ['string', 'null'] },
          version: { type: 'integer' },
          afterDays: { type: 'integer' },
          texts: object
        },
        ['stepId']
      ),
      answer: fields({ stepId: id, version: { type: 'integer' } })
    }
  },
  '/api/v1/campaigns/{id}/steps/{step}': {
    get: {
      summary: 'One recipient’s message, word for word.',
      query: { 'index?': 'Whose, counted from 0.' },
      answer: object
    },
    delete: {
      summary: 'Takes the last message of a draft away.',
      query: { version: 'The version of the campaign that was seen.' },
      answer: { type: 'null' }
    }
  },
  '/api/v1/campaign-replies': {
    get: {
      summary: 'Replies that wait for a person to say what they are.',
      query: { network: 'Id of the network.' },
      answer: fields({ replies: { type: 'array', items: object } })
    },
    post: {
      summary: 'Takes in one mail, at most 10 MB: a reply, an acknowledgement or a bounce.',
      query: { network: 'Id of the network.' },
      body: 'bytes',
      answer: object
    }
  },
  '/api/v1/campaign-replies/{id}': {
    post: {
      summary:
        'Says what a reply is: `kind` (null: not about a campaign), `until`, `caseNumber`, `recipientId`, `addNamed`.',
      body: object,
      answer: { type: 'null' }
    }
  },
  '/api/v1/public-page': {
    get: {
      summary: 'What a network shows to everybody: its page, own words by language, figures for other sites.',
      query: { network: 'Id of the network.' },
      answer: fields({ slug: text, pageOn: flag, widgetOn: flag, ownerId: idOrNull, texts: object, version: whole })
    },
    put: {
      summary: 'Sets the page, of which `version` was seen, as a whole; the address (`slug`) is an administrator’s.',
      query: { network: 'Id of the network.' },
      body: fields({ version: whole, slug: text, pageOn: flag, widgetOn: flag, ownerId: idOrNull, texts: object }, [
        'slug'
      ]),
      answer: fields({ version: whole })
    }
  },
  '/api/v1/materials': {
    get: {
      summary: 'The library of materials to hand out, with what was withdrawn, all versions and downloads.',
      query: { network: 'Id of the network.' },
      answer: fields({ materials: { type: 'array', items: object } })
    },
    post: {
      summary: 'Puts a file into the library, at most 10 MB.',
      query: {
        ...{ network: 'Id of the network.', name: 'Of the file, with its ending.' },
        'audience?': '`public`, or `members` of the network; public where left out.',
        ...{ 'title.en?': 'At least one of the three titles.', 'title.sv?': 'Swedish.', 'title.nl?': 'Dutch.' },
        ...{ 'description.en?': 'English.', 'description.sv?': 'Swedish.', 'description.nl?': 'Dutch.' }
      },
      body: 'bytes',
      answer: fields({ materialId: id })
    }
  },
  '/api/v1/materials/{id}': {
    put: {
      summary: 'Title and description by language, and for whom it is.',
      body: fields({ texts: object, audience: { enum: ['public', 'members'] } }),
      answer: { type: 'null' }
    }
  },
  '/api/v1/materials/{id}/versions': {
    post: {
      summary: 'A new version under the same address; the same file once more is none.',
      query: { name: 'Of the file, with its ending.' },
      body: 'bytes',
      answer: fields({ number: whole })
    }
  },
  '/api/v1/materials/{id}/state': {
    post: {
      summary: 'Takes a material out of the library, or puts it back.',
      body: fields({ to: { enum: ['publish', 'withdraw'] } }),
      answer: { type: 'null' }
    }
  },
  '/api/v1/sign-ups': {
    get: {
      summary: 'Who asked for a visit by phone and waits for a call, and how many have a mail to confirm.',
      query: { network: 'Id of the network.' },
      answer: fields({ calls: { type: 'array', items: object }, mailed: whole })
    }
  },
  '/api/v1/sign-ups/{id}': {
    post: {
      summary:
        'What the call led to. Whoever had asked not to be contacted has to `allow` it (`opted-out` until then).',
      body: fields({ confirmed: flag, allow: flag }, ['allow']),
      answer: fields({ contactId: idOrNull })
    }
  },
  '/api/v1/contacts/same': {
    post: {
      summary: 'Contacts that may be the same one: by address, number, or name in the municipality. For coordinators.',
      body: fields(
        {
          network: text,
          contact: { type: 'string', description: 'Id of the contact itself, which is none of them.' },
          ...{ name: text, municipality: text, emails: { type: 'array', items: text } },
          phones: { type: 'array', items: text, description: 'With their country, as `+46912140000`.' }
        },
        ['contact', 'name', 'municipality', 'emails', 'phones']
      ),
      answer: fields({ same: { type: 'array', items: object } })
    }
  },
  '/api/v1/contacts/touches': {
    get: {
      summary: 'Contacts to be in touch with again within a week, the longest overdue first. For coordinators.',
      query: { network: 'Id of the network.', 'who?': 'Only those this person wrote down.' },
      answer: fields({
        touches: { type: 'array', items: object },
        soon: { type: 'integer', description: 'How many there are; 20 are listed.' },
        all: { type: 'integer', description: 'With those that are due later.' }
      })
    }
  },
  '/api/v1/contacts/{id}': {
    get: { summary: 'One contact, as a device keeps it. For coordinators.', answer: object }
  },
  '/api/v1/contacts/vcards': {
    get: {
      summary: 'The network’s contacts as a vCard file.',
      query: { network: 'Id of the network.', 'version?': '`4.0` or `3.0`; 4.0 where left out.' },
      answer: 'bytes'
    },
    post: {
      summary: 'Reads a vCard file, 3.0 or 4.0, at most 10 MB and 5,000 cards, in among the contacts.',
      query: {
        network: 'Id of the network.',
        'dry?': '`yes`: say what would happen, and write nothing.',
        'source?': 'Where the contacts are known from.',
        'basis?': 'Why they may be kept: consent, contract, public-task, legitimate-interest.'
      },
      body: 'bytes',
      answer: fields({
        cards: { type: 'array', items: object },
        created: { type: 'integer' },
        updated: { type: 'integer' }
      })
    }
  },
  '/api/v1/lists': {
    get: {
      summary: 'Lists of contacts or meetings that were read in, the newest first.',
      query: { network: 'Id of the network.', kind: '`contacts` or `meetings`.' },
      answer: { type: 'array', items: object }
    },
    post: {
      summary: 'Reads a list in: CSV, Excel or JSON, at most 10 MB. Rows that cannot be read are left out and named.',
      query: {
        network: 'Id of the network.',
        kind: '`contacts` or `meetings`.',
        'dry?': '`yes`: say what would happen, and write nothing.',
        'name?': 'Of the file, for the list of imports.',
        'source?': 'Where the contacts are known from.',
        'basis?': 'Why they may be kept: consent, contract, public-task, legitimate-interest.',
        'present?':
          '`replace`: what the list says of a contact that is there stands; else only what is missing is filled in.',
        'dates?': '`dmy` or `mdy`: what comes first in dates such as 05/03/2026.',
        'past?': '`open`: promises whose day has passed stay open; else they are noted as kept.'
      },
      body: 'bytes',
      answer: fields({
        importId: { type: ['string', 'null'] },
        state: { enum: ['done', 'stopped'] },
        total: { type: 'integer' },
        doneRows: { type: 'integer' },
        counts: object,
        leftOut: { type: 'array', items: object },
        dryRun: { type: 'boolean' }
      })
    }
  },
  '/api/v1/lists/{id}': {
    get: { summary: 'One import: how far it is, what it did, and what an undo left.', answer: object },
    delete: {
      summary: 'Takes an import back, but for what was changed or used since.',
      query: { 'stop?': '`yes`: only asks one that is running to stop.' },
      answer: object
    }
  },
  '/api/v1/lists/{id}/undo': {
    get: {
      summary: 'What taking an import back would do, and what would stay and why. Writes nothing.',
      answer: fields({
        removed: { type: 'integer' },
        restored: { type: 'integer' },
        kept: { type: 'integer' },
        gone: { type: 'integer' },
        keptNames: { type: 'array', items: object }
      })
    }
  },
  '/api/v1/lists/export': {
    get: {
      summary: 'Contacts, meetings, follow-ups and campaigns as files; noted in the audit log.',
      query: {
        network: 'Id of the network.',
        what: '`contacts`, `meetings`, `follow-ups`, `campaigns` or `all`.',
        'format?': '`csv`, `plain` (RFC 4180), `xlsx` or `json`.',
        'locale?': 'Of headers and words: `en`, `sv` or `nl`.'
      },
      answer: 'bytes'
    }
  },
  '/api/v1/contacts/retention': {
    get: {
      summary: 'How long a network keeps contacts, and who goes next.',
      query: { network: 'Id of the network.' },
      answer: object
    },
    put: {
      summary: 'Decides how long a network keeps contacts. For administrators.',
      query: { network: 'Id of the network.' },
      body: fields({ untouchedMonths: { type: ['integer', 'null'] }, optedOutMonths: { type: ['integer', 'null'] } }),
      answer: { type: 'null' }
    }
  },
  '/api/v1/links': {
    post: {
      summary: 'Makes a link that opens one thing without an account; its token is in this answer and nowhere else.',
      body: {
        oneOf: [
          fields({ purpose: { const: 'question' }, assessmentId: id, criterionId: text }),
          fields({ purpose: { const: 'confirm' }, assessmentId: id }),
          fields({ purpose: { const: 'plan' }, municipalityId: id })
        ]
      },
      answer: fields({ id, token: text })
    }
  },
  '/api/v1/links/{id}': { delete: { summary: 'Takes a link back.', answer: { type: 'null' } } },
  '/api/v1/confirm-links': {
    post: {
      summary:
        'A link for a municipality to confirm what was filled in with it; sent by mail where an address is given.',
      body: fields({ assessmentId: id, email: { type: ['string', 'null'] } }, ['email']),
      answer: object
    }
  },
  '/api/v1/shared-answers': {
    post: {
      summary: 'Copies answers between municipalities one officer answers for.',
      body: fields({ fromAssessmentId: id, toAssessmentIds: { type: 'array', items: id, minItems: 1, maxItems: 50 } }),
      answer: fields({ municipalities: { type: 'integer' }, copied: { type: 'integer' }, kept: { type: 'integer' } })
    }
  }
};

export function writePaths(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(PATHS).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, it]) => [method, writeOperation(path, method, it)]))
    ])
  );
}

const content = (schema: Schema | 'bytes') =>
  schema === 'bytes' ? { 'application/octet-stream': {} } : { 'application/json': { schema } };

function writeOperation(path: string, method: string, it: Operation): object {
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text })),
    ...Object.entries(it.query ?? {}).map(([name, description]) => ({
      name: name.replace('?', ''),
      in: 'query',
      required: !name.endsWith('?'),
      description,
      schema: text
    })),
    ...Object.entries(it.headers ?? {}).map(([name, description]) => ({
      name,
      in: 'header',
      description,
      schema: text
    }))
  ];
  return {
    operationId: `${method} ${path}`.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, ''),
    summary: it.summary,
    ...(it.open && { security: [] }),
    ...(parameters.length && { parameters }),
    ...(it.body && { requestBody: { required: true, content: content(it.body) } }),
    responses: {
      '200': { description: 'Done.', ...(it.answer !== 'none' && { content: content(it.answer) }) },
      default: {
        description: 'Refused: 400 unreadable, 401 not signed in, 403 not allowed, 413 too large, 422 does not fit.',
        content: content(named('Refusal'))
      }
    }
  };
}
