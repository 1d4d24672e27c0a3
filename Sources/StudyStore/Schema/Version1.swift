/// The tables of a study, version 1 (release 0.1).
///
/// A released version is never edited; later releases add migrations of their own.
///
/// Foreign keys are plain (`NO ACTION`): a statement that would leave an orphan fails, nothing
/// cascades, and a change set that holds a whole tree can still be taken back, because its
/// rows may go in any order inside one apply. `RESTRICT` would refuse the parent row of a tree
/// even when its children go in the same step.
enum Version1 {
  /// Tables whose rows enter change sets, children before parents, so that both an undone
  /// insert and a redone removal meet no row that still points at theirs.
  static let recordedTables = [
    "memo_coding", "memo", "coding", "segment", "theme_code", "theme", "code_label",
    "code_version", "code", "link", "value", "record", "missing_rule", "value_label", "variable",
    "survey", "turn", "text", "layer", "transcript_attribute", "transcript_case",
    "transcript_participant", "transcript", "participant_attribute", "membership", "participant",
    "case_attribute", "study_case", "site", "study",
  ]

  static let statements = """
    CREATE TABLE study (
      id INTEGER PRIMARY KEY CHECK (id = 1), uuid BLOB NOT NULL CHECK (length(uuid) = 16),
      name TEXT NOT NULL, language TEXT NOT NULL, settings TEXT NOT NULL CHECK (json_valid(settings))
    ) STRICT;
    CREATE TABLE coder (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      name TEXT NOT NULL UNIQUE, initials TEXT NOT NULL DEFAULT '', colour TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE site (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT '',
      names TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(names)),
      parent_id INTEGER REFERENCES site(id)
    ) STRICT;
    CREATE TABLE study_case (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
      site_id INTEGER REFERENCES site(id), parent_id INTEGER REFERENCES study_case(id)
    ) STRICT;
    CREATE TABLE case_attribute (
      case_id INTEGER NOT NULL REFERENCES study_case(id), name TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (case_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE participant (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE membership (
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      case_id INTEGER NOT NULL REFERENCES study_case(id),
      PRIMARY KEY (participant_id, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE participant_attribute (
      participant_id INTEGER NOT NULL REFERENCES participant(id), name TEXT NOT NULL,
      value TEXT NOT NULL, PRIMARY KEY (participant_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE transcript (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      label TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
      date TEXT NOT NULL DEFAULT '', site_id INTEGER REFERENCES site(id),
      guide TEXT NOT NULL DEFAULT '', interviewers TEXT NOT NULL DEFAULT '',
      present TEXT NOT NULL DEFAULT '', route TEXT NOT NULL DEFAULT '',
      referred_by TEXT NOT NULL DEFAULT '', consent TEXT NOT NULL DEFAULT '',
      record_type TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE transcript_participant (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      PRIMARY KEY (transcript_id, participant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE transcript_case (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      case_id INTEGER NOT NULL REFERENCES study_case(id),
      PRIMARY KEY (transcript_id, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE transcript_attribute (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id), name TEXT NOT NULL,
      value TEXT NOT NULL, PRIMARY KEY (transcript_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE layer (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      kind TEXT NOT NULL CHECK (kind IN ('original', 'translation')),
      label TEXT NOT NULL UNIQUE, language TEXT NOT NULL DEFAULT '',
      translator TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX layer_transcript ON layer(transcript_id);
    CREATE TABLE body (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32), words TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER body_never_changes BEFORE UPDATE ON body
      BEGIN SELECT raise(ABORT, 'the words of a text version never change'); END;
    CREATE TABLE text (
      id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      layer_id INTEGER NOT NULL REFERENCES layer(id), version INTEGER NOT NULL CHECK (version >= 1),
      hash BLOB NOT NULL CHECK (length(hash) = 32), scalars INTEGER NOT NULL CHECK (scalars >= 0),
      file_name TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL
    ) STRICT;
    CREATE INDEX text_layer ON text(layer_id, version);
    CREATE TABLE turn (
      id INTEGER PRIMARY KEY, text_id INTEGER NOT NULL REFERENCES text(id),
      number INTEGER NOT NULL CHECK (number >= 1), start INTEGER NOT NULL CHECK (start >= 0),
      end INTEGER NOT NULL, speaker TEXT,
      role TEXT NOT NULL CHECK (role IN ('interviewer', 'respondent', 'other', 'unknown')),
      participant_id INTEGER REFERENCES participant(id), time_start INTEGER, time_end INTEGER,
      CHECK (end > start)
    ) STRICT;
    CREATE INDEX turn_text ON turn(text_id, number);
    CREATE INDEX turn_participant ON turn(participant_id) WHERE participant_id IS NOT NULL;
    CREATE TABLE code (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, parent_id INTEGER REFERENCES code(id),
      position INTEGER NOT NULL, codable INTEGER NOT NULL CHECK (codable IN (0, 1)),
      core INTEGER NOT NULL CHECK (core IN (0, 1)), paradigm TEXT, origin TEXT,
      interviewees TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(interviewees)),
      questions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(questions)),
      dimensions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(dimensions)),
      sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),
      status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired'))
    ) STRICT;
    CREATE TABLE code_version (
      id INTEGER PRIMARY KEY, code_id INTEGER NOT NULL REFERENCES code(id),
      version INTEGER NOT NULL CHECK (version >= 1), short TEXT NOT NULL, full TEXT NOT NULL,
      include TEXT NOT NULL, exclude TEXT NOT NULL,
      examples TEXT NOT NULL CHECK (json_valid(examples)), UNIQUE (code_id, version)
    ) STRICT;
    CREATE TABLE code_label (
      code_id INTEGER NOT NULL REFERENCES code(id), position INTEGER NOT NULL,
      language TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (code_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE segment (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      text_id INTEGER NOT NULL REFERENCES text(id), number INTEGER NOT NULL CHECK (number >= 1),
      start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL, CHECK (end > start)
    ) STRICT;
    CREATE UNIQUE INDEX segment_span ON segment(text_id, start, end);
    CREATE TABLE coding (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      segment_id INTEGER NOT NULL REFERENCES segment(id),
      code_id INTEGER NOT NULL REFERENCES code(id),
      code_version_id INTEGER NOT NULL REFERENCES code_version(id),
      coder_id INTEGER NOT NULL REFERENCES coder(id),
      round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1), created TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'coded' CHECK (status IN ('coded', 'to-confirm')),
      stance TEXT CHECK (stance IN ('affirm', 'deny', 'partial', 'none')),
      voice TEXT CHECK (voice IN ('own', 'reported', 'composite', 'observer')),
      weight INTEGER CHECK (weight BETWEEN 0 AND 100)
    ) STRICT;
    CREATE UNIQUE INDEX coding_once ON coding(segment_id, code_id, coder_id, round);
    CREATE INDEX coding_code ON coding(code_id);
    CREATE INDEX coding_voice ON coding(voice) WHERE voice IS NOT NULL;
    CREATE TABLE memo (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      kind TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,
      coder_id INTEGER NOT NULL REFERENCES coder(id), written TEXT NOT NULL
    ) STRICT;
    CREATE TABLE memo_coding (
      memo_id INTEGER NOT NULL REFERENCES memo(id), coding_id INTEGER NOT NULL REFERENCES coding(id),
      PRIMARY KEY (memo_id, coding_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_coding_coding ON memo_coding(coding_id);
    CREATE TABLE theme (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
      statements TEXT NOT NULL CHECK (json_valid(statements)), rule TEXT NOT NULL,
      summary TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE theme_code (
      theme_id INTEGER NOT NULL REFERENCES theme(id), code_id INTEGER NOT NULL REFERENCES code(id),
      role TEXT NOT NULL CHECK (role IN ('required', 'supporting', 'contrary')),
      position INTEGER NOT NULL, PRIMARY KEY (theme_id, code_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX theme_code_code ON theme_code(code_id);
    CREATE TABLE survey (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      name TEXT NOT NULL UNIQUE, title TEXT NOT NULL, key_variable TEXT NOT NULL,
      case_kind TEXT NOT NULL DEFAULT '', file_name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE variable (
      id INTEGER PRIMARY KEY, survey_id INTEGER NOT NULL REFERENCES survey(id),
      position INTEGER NOT NULL, name TEXT NOT NULL,
      kind TEXT NOT NULL
        CHECK (kind IN ('number', 'category', 'ordinal', 'text', 'date', 'multi')),
      labels TEXT NOT NULL CHECK (json_valid(labels)), unit TEXT,
      sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)), UNIQUE (survey_id, name)
    ) STRICT;
    CREATE TABLE value_label (
      variable_id INTEGER NOT NULL REFERENCES variable(id), position INTEGER NOT NULL,
      code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (variable_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE missing_rule (
      variable_id INTEGER NOT NULL REFERENCES variable(id), position INTEGER NOT NULL,
      code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (variable_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE record (
      id INTEGER PRIMARY KEY, survey_id INTEGER NOT NULL REFERENCES survey(id),
      position INTEGER NOT NULL, key TEXT NOT NULL, UNIQUE (survey_id, key)
    ) STRICT;
    CREATE TABLE value (
      variable_id INTEGER NOT NULL REFERENCES variable(id),
      record_id INTEGER NOT NULL REFERENCES record(id), number REAL, word TEXT, missing TEXT,
      PRIMARY KEY (variable_id, record_id),
      CHECK ((number IS NOT NULL) + (word IS NOT NULL) + (missing IS NOT NULL) = 1)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX value_record ON value(record_id);
    CREATE TABLE link (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      case_id INTEGER NOT NULL REFERENCES study_case(id),
      survey_id INTEGER NOT NULL REFERENCES survey(id), record_id INTEGER REFERENCES record(id),
      method TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
      coder_id INTEGER NOT NULL REFERENCES coder(id), linked TEXT NOT NULL,
      UNIQUE (case_id, survey_id), CHECK (record_id IS NOT NULL OR note <> '')
    ) STRICT;
    CREATE INDEX link_record ON link(record_id) WHERE record_id IS NOT NULL;
    CREATE TABLE segment_counter (
      label TEXT PRIMARY KEY, next INTEGER NOT NULL CHECK (next >= 1)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE journal (
      number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, coder TEXT NOT NULL,
      command TEXT NOT NULL, arguments TEXT NOT NULL CHECK (json_valid(arguments)), why TEXT,
      summary TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
      of_number INTEGER REFERENCES journal(number),
      fields_hash BLOB NOT NULL CHECK (length(fields_hash) = 32),
      changes_hash BLOB NOT NULL CHECK (length(changes_hash) = 32),
      previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE TABLE change_set (
      journal_number INTEGER PRIMARY KEY REFERENCES journal(number),
      schema_version INTEGER NOT NULL, changes BLOB NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE turn_index USING fts5(
      words, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE VIEW v_transcripts AS
      SELECT transcript.label AS transcript, transcript.kind, transcript.date, site.slug AS site,
        layer.language, count(turn.id) AS turns
      FROM transcript
      JOIN layer ON layer.transcript_id = transcript.id AND layer.kind = 'original'
      JOIN text ON text.layer_id = layer.id
        AND text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
      LEFT JOIN turn ON turn.text_id = text.id
      LEFT JOIN site ON site.id = transcript.site_id
      GROUP BY transcript.id;
    CREATE VIEW v_codings AS
      SELECT transcript.label || '#' || segment.number AS cite, transcript.label AS transcript,
        layer.language, segment.start, segment.end, code.slug AS code, coder.name AS coder,
        coding.round, coding.created, coding.status, code_version.version AS definition_version
      FROM coding
      JOIN segment ON segment.id = coding.segment_id
      JOIN text ON text.id = segment.text_id
      JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      JOIN code ON code.id = coding.code_id
      JOIN code_version ON code_version.id = coding.code_version_id
      JOIN coder ON coder.id = coding.coder_id;
    CREATE VIEW v_quotes AS
      SELECT transcript.label || '#' || segment.number AS cite, transcript.label AS transcript,
        code.slug AS code, coder.name AS coder,
        substr(body.words, segment.start + 1, segment.end - segment.start) AS quote
      FROM coding
      JOIN segment ON segment.id = coding.segment_id
      JOIN text ON text.id = segment.text_id
      JOIN body ON body.hash = text.hash
      JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      JOIN code ON code.id = coding.code_id
      JOIN coder ON coder.id = coding.coder_id;
    CREATE VIEW v_survey_links AS
      SELECT study_case.slug AS study_case, survey.name AS survey, record.key AS record,
        link.method, link.note
      FROM link
      JOIN study_case ON study_case.id = link.case_id
      JOIN survey ON survey.id = link.survey_id
      LEFT JOIN record ON record.id = link.record_id;
    """
}
