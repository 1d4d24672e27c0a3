/// What version 6 adds: memos on passages, participants and relations, with every wording kept;
/// sets of passages; suggestions that rules make, and what was decided on them; named states, and
/// what the journal knows of erasures.
enum Version6 {
  static let recordedTables = [
    "memo_passage", "memo_participant", "memo_relation", "memo_version", "set_passage",
    "passage_set", "coding_suggestion", "suggestion", "suggestion_rule", "tag",
  ]

  /// - `memo.changed`, `changed_by`: when and by whom the present wording was written; empty for
  ///   the first.
  /// - `memo.open`: whether somebody marked it for further work.
  /// - `memo_passage`, `set_passage`: passages by transcript and running number, which is never
  ///   used again, so that a passage that nobody codes any more stays named.
  /// - `memo_version`: the wordings that a memo had before, from 1; the present one is in `memo`.
  /// - `coding_wording`, `coding_by_coder`, `memo_open`: for `status`, which must not read all
  ///   codings and notes. The sum keeps questions about a code and a coder, which have better
  ///   indexes, away from that of the coders.
  /// - `passage_set`: passages that somebody keeps together under a name; `star` is one of them.
  /// - `suggestion_rule`: what was looked for, how, and where; `asked` and `terms` are JSON lists.
  /// - `suggestion`: a passage that a rule proposes for a code. `matches` are the stretches that
  ///   were found, as JSON pairs counted from `start`. `lapsed` says when the words were corrected
  ///   or the code became another one: what is open and lapsed is withdrawn, and what lapsed may
  ///   lie in an earlier version of its text.
  /// - `coding_suggestion`: which codings were made of suggestions.
  /// - `suggestion_counter`: outside the change sets, so that no number is given twice.
  /// - `tag`: a name for the state of the study after an entry of the journal.
  /// - `erasure_mark`: of which entries an erasure took words or changes; `hash` is that of what is
  ///   left, so that it can still be checked. Like the journal, it is not recorded.
  /// - `erased_body`: the hashes of the texts whose words were erased, so that they do not come
  ///   back unseen.
  static let statements = """
    ALTER TABLE memo ADD COLUMN changed TEXT;
    ALTER TABLE memo ADD COLUMN changed_by INTEGER REFERENCES coder(id);
    ALTER TABLE memo ADD COLUMN open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1));
    CREATE TABLE memo_passage (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      number INTEGER NOT NULL CHECK (number >= 1), PRIMARY KEY (memo_id, transcript_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_passage_transcript ON memo_passage(transcript_id, number);
    CREATE TABLE memo_participant (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      PRIMARY KEY (memo_id, participant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_participant_participant ON memo_participant(participant_id);
    CREATE TABLE memo_relation (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      relation_id INTEGER NOT NULL REFERENCES relation(id), PRIMARY KEY (memo_id, relation_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_relation_relation ON memo_relation(relation_id);
    CREATE TABLE memo_version (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      version INTEGER NOT NULL CHECK (version >= 1), kind TEXT NOT NULL, title TEXT NOT NULL,
      body TEXT NOT NULL, coder_id INTEGER NOT NULL REFERENCES coder(id), written TEXT NOT NULL,
      PRIMARY KEY (memo_id, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE passage_set (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE set_passage (
      set_id INTEGER NOT NULL REFERENCES passage_set(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      number INTEGER NOT NULL CHECK (number >= 1), PRIMARY KEY (set_id, transcript_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_open ON memo(id) WHERE open = 1;
    CREATE INDEX coding_wording ON coding(code_version_id);
    CREATE INDEX coding_by_coder ON coding(coder_id + 0);
    CREATE INDEX set_passage_transcript ON set_passage(transcript_id, number);
    CREATE TABLE suggestion_rule (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, way TEXT NOT NULL CHECK (way IN ('term', 'synonyms', 'regex')),
      asked TEXT NOT NULL CHECK (json_valid(asked)), terms TEXT NOT NULL CHECK (json_valid(terms)),
      unit TEXT NOT NULL CHECK (unit IN ('turn', 'sentence', 'paragraph', 'match')),
      scope TEXT NOT NULL DEFAULT '', coder_id INTEGER NOT NULL REFERENCES coder(id),
      made TEXT NOT NULL
    ) STRICT;
    CREATE TABLE suggestion (
      id INTEGER PRIMARY KEY, number INTEGER NOT NULL CHECK (number >= 1),
      rule_id INTEGER NOT NULL REFERENCES suggestion_rule(id),
      code_id INTEGER NOT NULL REFERENCES code(id), text_id INTEGER NOT NULL REFERENCES text(id),
      start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL,
      matches TEXT NOT NULL CHECK (json_valid(matches)),
      status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'rejected')),
      decided TEXT, coder_id INTEGER REFERENCES coder(id), lapsed TEXT,
      CHECK (end > start), CHECK ((status = 'open') = (decided IS NULL)),
      CHECK ((decided IS NULL) = (coder_id IS NULL))
    ) STRICT;
    CREATE INDEX suggestion_number ON suggestion(number);
    CREATE INDEX suggestion_place ON suggestion(text_id, start, end);
    CREATE INDEX suggestion_code ON suggestion(code_id);
    CREATE INDEX suggestion_rule_of ON suggestion(rule_id);
    CREATE INDEX suggestion_open ON suggestion(status) WHERE status = 'open';
    CREATE TABLE coding_suggestion (
      coding_id INTEGER NOT NULL REFERENCES coding(id),
      suggestion_id INTEGER NOT NULL REFERENCES suggestion(id),
      PRIMARY KEY (coding_id, suggestion_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX coding_suggestion_suggestion ON coding_suggestion(suggestion_id);
    CREATE TABLE suggestion_counter (
      id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL CHECK (next >= 1)
    ) STRICT;
    CREATE VIEW v_suggestions AS
      SELECT 's' || suggestion.number AS suggestion, suggestion_rule.slug AS rule,
        code.slug AS code, transcript.label AS transcript, suggestion.start, suggestion.end,
        substr(body.words, suggestion.start + 1, suggestion.end - suggestion.start) AS words,
        CASE WHEN suggestion.status = 'open' AND lapsed IS NOT NULL THEN 'withdrawn'
          ELSE suggestion.status END AS status,
        suggestion.decided, coder.name AS decided_by,
        (SELECT group_concat(cite, '; ') FROM (
          SELECT DISTINCT t.label || '#' || segment.number AS cite FROM coding_suggestion
          JOIN coding ON coding.id = coding_suggestion.coding_id
          JOIN segment ON segment.id = coding.segment_id
          JOIN text AS v ON v.id = segment.text_id JOIN layer AS l ON l.id = v.layer_id
          JOIN transcript AS t ON t.id = l.transcript_id
          WHERE coding_suggestion.suggestion_id = suggestion.id ORDER BY segment.number)) AS cite
      FROM suggestion
      JOIN suggestion_rule ON suggestion_rule.id = suggestion.rule_id
      JOIN code ON code.id = suggestion.code_id JOIN text ON text.id = suggestion.text_id
      JOIN body ON body.hash = text.hash JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      LEFT JOIN coder ON coder.id = suggestion.coder_id;
    CREATE TABLE tag (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES journal(number),
      at TEXT NOT NULL, coder TEXT NOT NULL, why TEXT
    ) STRICT;
    CREATE TABLE erasure_mark (
      erasure INTEGER NOT NULL REFERENCES journal(number),
      journal_number INTEGER NOT NULL REFERENCES journal(number),
      part TEXT NOT NULL CHECK (part IN ('words', 'changes')),
      hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (erasure, journal_number, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE erased_body (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      erasure INTEGER NOT NULL REFERENCES journal(number)
    ) STRICT, WITHOUT ROWID;
    """
}
