// Fills one of the hotline's databases with appeals of three years: fill-store DATABASE APPEALS. Each has ten events, chained as
// the store chains them; every 200th is still open, with its next alarm set. What is made is the same in every run.
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef sqlite3_int64 number;

static sqlite3 *db;

static _Noreturn void fail(void) {
    fprintf(stderr, "fill-store: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)) fail();
    return statement;
}

static void execute(const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail();
}

/// Binds by `kinds` (i a number, t a text that may be missing, n nothing, b 32 bytes, s 16 bytes) and runs the statement.
static void run(sqlite3_stmt *statement, const char *kinds, ...) {
    va_list values;
    va_start(values, kinds);
    for (int i = 0; kinds[i]; i++) {
        switch (kinds[i]) {
        case 'i': sqlite3_bind_int64(statement, i + 1, va_arg(values, number)); break;
        case 't': sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_STATIC); break;
        case 's': sqlite3_bind_blob(statement, i + 1, va_arg(values, const void *), 16, SQLITE_STATIC); break;
        case 'b': sqlite3_bind_blob(statement, i + 1, va_arg(values, const void *), 32, SQLITE_STATIC); break;
        default:
            (void)va_arg(values, number);
            sqlite3_bind_null(statement, i + 1);
        }
    }
    va_end(values);
    if (sqlite3_step(statement) != SQLITE_DONE) fail();
    sqlite3_reset(statement);
}

// From one appeal to the next: a million of them take three years.
#define GAP 94608
#define MINUTE 60000
#define DAY 86400000
// How many appeals later each is taken, noted, closed and told, so that the events of one lie apart in the log.
enum { TAKEN = 10, NOTED = 100, CLOSED = 300, TOLD = 301 };

static const number beginning = 1680000000000;
static const char *const types[] = {"technical", "ejournal", "lessonQuality", "psychologist", "other", "other"};
static const char *const routes[] = {"technical", "ejournal", "lessonQuality", "psychologist", "equipment", "other"};
static const char *const people[] = {"technician", "ejournal", "head", "psychologist", "head", "head"};
static const char *const marks[] = {"wrongNumber", "prank", "test"};

/// What an appeal is, by its number alone.
struct appeal {
    number id, at;
    const char *type, *route, *assignee, *source, *channel, *author, *mark, *delivery;
    int is_open, is_private;
    char phone[32];
};

static struct appeal appeal_of(number id) {
    struct appeal appeal = {.id = id, .at = beginning + id * GAP};
    int mixed = (int)((id * 2654435761u >> 8) % 1000), kind = mixed % 6;
    appeal.type = types[kind], appeal.route = routes[kind], appeal.assignee = people[kind];
    int from = mixed / 6 % 10;
    appeal.source = from < 7 ? "phone" : from < 9 ? "web" : "staff";
    appeal.channel = from < 7 ? "agi" : from < 9 ? "web" : "cli";
    appeal.author = from < 7 ? "caller" : from < 9 ? "author" : "hotline";
    appeal.is_open = id % 200 == 0;
    appeal.is_private = kind == 3;
    appeal.mark = !appeal.is_open && mixed % 50 == 7 ? marks[id % 3] : NULL;
    if (!appeal.is_open && !appeal.mark) appeal.delivery = appeal.is_private ? "callback" : "sms";
    snprintf(appeal.phone, sizeof appeal.phone, "+7900%07lld", id);
    return appeal;
}

/// An open one was given time until after all of them: its term ends in the order of the numbers.
static number extension(const struct appeal *appeal, number count) {
    number days = ((count + 1000) * GAP - appeal->id * GAP) / DAY + 2 + appeal->id / 200 % 60;
    return days * DAY;
}

static sqlite3_stmt *insert_appeal, *insert_call, *insert_consent, *insert_event, *insert_words, *insert_message, *insert_part;
static unsigned char hash[32];
// What is written with the next event.
static const char *next_words;
static number last_event;

static void prepare_all(void) {
    insert_appeal = prepare(
        "INSERT INTO appeal (number, source, status, type, route, isPrivate, fullName, role, className, description, phone, "
        "consent, assignee, receivedAt, distributedAt, takenAt, closedAt, distributeFrom, distributeDue, takeFrom, takeDue, "
        "takeCalendar, closeFrom, closeDue, result, delivery, toldAt, mark, nextAlarm, version) "
        "VALUES (?, ?, ?, ?, ?, ?, 'Фамилия Имя Отчество', 'parent', '7 Б', "
        "'Не открывается урок: после входа пустая страница, и так третий день.', ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'wall', ?, ?, "
        "?, ?, ?, ?, ?, 8)");
    insert_call = prepare(
        "INSERT INTO call (id, uniqueID, appeal, callerRaw, caller, line, dialled, startedAt, endedAt, step, keys, outcome) "
        "VALUES (?, ?, ?, ?, ?, 'mobile', '74950000001', ?, ?, 'finish', '21', 'completed')");
    insert_consent = prepare("INSERT INTO consent (phone, isGiven, at, channel, call, digit, promptVersion) "
                             "VALUES (?, 1, ?, 'agi', ?, '1', '1')");
    insert_event = prepare("INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert_words = prepare("INSERT INTO words (event, appeal, text, salt) VALUES (?, ?, ?, ?)");
    insert_message = prepare("INSERT INTO message (id, appeal, kind, recipient, body, state, attempts, dueAt, createdAt, changedAt) "
                             "VALUES (?, ?, ?, ?, ?, 'delivered', 1, ?, ?, ?)");
    insert_part = prepare("INSERT INTO messagePart (message, part, text, state, reference) VALUES (?, 0, ?, 'delivered', ?)");
}

/// Puts the digest of an event's words at the end of its facts, as the store does; the salt is the same in every run.
static void tell(const char *words, unsigned char *salt, char *detail) {
    unsigned char text[512], digest[32];
    size_t length = strlen(words);
    SHA256((const unsigned char *)&last_event, sizeof last_event, salt);
    memcpy(text, salt, 16);
    memcpy(text + 16, words, length);
    SHA256(text, 16 + length, digest);
    char *end = detail + strlen(detail);
    end += sprintf(end, "%swords=", *detail ? ";" : "");
    for (int i = 0; i < 32; i++) end += sprintf(end, "%02x", digest[i]);
}

static void add_event(number appeal, number at, const char *actor, const char *channel, const char *kind, const char *format, ...) {
    char detail[512], fields[3][32];
    va_list values;
    va_start(values, format);
    vsnprintf(detail, sizeof detail, format, values);
    va_end(values);
    const char *words = next_words;
    unsigned char salt[32];
    if (words) tell(words, salt, detail);
    next_words = NULL;
    unsigned char text[1024];
    size_t length = 0;
    if (last_event) memcpy(text, hash, length = 32);
    last_event++;
    snprintf(fields[0], 32, "%lld", last_event);
    snprintf(fields[1], 32, "%lld", appeal);
    snprintf(fields[2], 32, "%lld", at);
    const char *all[] = {fields[0], fields[1], fields[2], actor, channel, kind, detail};
    for (int i = 0; i < 7; i++) length += (size_t)sprintf((char *)text + length, "%zu:%s", strlen(all[i]), all[i]);
    SHA256(text, length, hash);
    run(insert_event, "iiittttb", last_event, appeal, at, actor, channel, kind, detail, hash);
    if (words) run(insert_words, "iits", last_event, appeal, words, salt);
}

static void add_message(number id, const struct appeal *appeal, const char *kind, const char *text, number at) {
    char reference[32];
    snprintf(reference, sizeof reference, "bench-%lld", id);
    run(insert_message, "iitttiii", id, appeal->id, kind, appeal->phone, text, at, at, at + 4000);
    run(insert_part, "itt", id, text, reference);
}

static void receive(number id, number count) {
    struct appeal one = appeal_of(id);
    number at = one.at, handed = at + 1000;
    number closed = one.is_open ? 0 : at + (number)GAP * (one.mark ? TOLD : CLOSED);
    number told = one.is_open || one.mark ? 0 : at + (number)GAP * TOLD;
    number due = at + DAY + (one.is_open ? extension(&one, count) : 0);
    const char *result = one.delivery ? "Доступ восстановлен, урок открывается." : NULL;
    // A missing number is bound as nothing.
    char kinds[] = "ittttittiiiiiiiiiittiti";
    kinds[11] = closed ? 'i' : 'n';
    kinds[20] = told ? 'i' : 'n';
    kinds[22] = one.is_open ? 'i' : 'n';
    run(insert_appeal, kinds, id, one.source, one.is_open ? "inProgress" : "closed", one.type, one.route, (number)one.is_private,
        one.phone, one.assignee, at, handed, at + (number)GAP * TAKEN, closed, at, at + 30 * MINUTE, handed, handed + 30 * MINUTE,
        at, due, result, one.delivery, told, one.mark, due - 4 * 60 * MINUTE);
    add_event(id, at, one.author, one.channel, "received",
              "source=%s;distributeFrom=%lld;distributeDue=%lld;distributeCalendar=wall;distributeLength=30m;zone=UTC;"
              "closeFrom=%lld;closeDue=%lld;closeCalendar=wall;closeLength=1d;zone=UTC",
              one.source, at, at + 30 * MINUTE, at, at + DAY);
    add_event(id, at + 100, one.author, one.channel, "typed", "type=%s;route=%s", one.type, one.route);
    add_event(id, at + 200, one.author, one.channel, "contact", "phone=caller");
    add_event(id, at + 300, one.author, one.channel, "consent", "given=yes");
    if (!strcmp(one.source, "phone")) {
        char name[32];
        snprintf(name, sizeof name, "bench-%lld", id);
        run(insert_call, "ititt" "ii", id, name, id, one.phone + 1, one.phone, at, at + 400);
        run(insert_consent, "tii", one.phone, at + 300, id);
        add_event(id, at + 400, one.author, one.channel, "callEnded", "outcome=completed;lastStep=finish");
    } else {
        add_event(id, at + 400, one.author, one.channel, "completed", "fields=fullName role className description phone");
    }
    add_event(id, handed, "system", "system", "distributed",
              "route=%s;to=%s;reason=only;takeFrom=%lld;takeDue=%lld;takeCalendar=wall;takeLength=30m;zone=UTC", one.route,
              one.assignee, handed, handed + 30 * MINUTE);
    add_message(2 * id - 1, &one, one.is_private ? "private" : "registered", "Обращение принято, ответим в течение суток.", handed);
}

/// What happens to an earlier appeal when so many have come since.
static void go_on(number id, int step, number count) {
    struct appeal one = appeal_of(id);
    number at = one.at + (number)GAP * step;
    switch (step) {
    case TAKEN: add_event(id, at, one.assignee, "cli", "taken", ""); break;
    case NOTED:
        next_words = "Звонили автору, просит подождать до вечера.";
        add_event(id, at, one.assignee, "cli", "noted", "");
        break;
    case CLOSED:
        if (one.is_open) {
            number more = extension(&one, count);
            next_words = "Ждём технику.";
            add_event(id, at, one.assignee, "cli", "extensionAsked", "by=%lldd", more / DAY);
        } else if (one.mark) {
            next_words = "Не обращение.";
            add_event(id, at, one.assignee, "cli", "noted", "");
        } else {
            next_words = "Доступ восстановлен, урок открывается.";
            add_event(id, at, one.assignee, "cli", "closed", "delivery=%s", one.delivery);
            add_message(2 * id, &one, "closed", "Ответ на обращение: доступ восстановлен, урок открывается.", at);
        }
        break;
    default:
        if (one.is_open) {
            number more = extension(&one, count);
            add_event(id, at, "head", "cli", "extensionGranted",
                      "previousDue=%lld;closeFrom=%lld;closeDue=%lld;closeCalendar=wall;closeLength=%lldd;zone=UTC", one.at + DAY,
                      one.at, one.at + DAY + more, more / DAY);
        } else if (one.mark) {
            add_event(id, at, one.assignee, "cli", "marked", "mark=%s", one.mark);
        } else {
            add_event(id, at, one.is_private ? one.assignee : "system", one.is_private ? "cli" : "system", "told", "by=%s",
                      one.delivery);
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    number count = atoll(argv[2]);
    if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL)) fail();
    execute("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000");
    prepare_all();
    static const int steps[] = {TOLD, CLOSED, NOTED, TAKEN};
    execute("BEGIN");
    for (number id = 1; id <= count + TOLD; id++) {
        for (int i = 0; i < 4; i++) {
            number earlier = id - steps[i];
            if (earlier >= 1 && earlier <= count) go_on(earlier, steps[i], count);
        }
        if (id <= count) receive(id, count);
        if (id % 50000 == 0) execute("COMMIT; BEGIN");
    }
    run(prepare("UPDATE counter SET last = ? WHERE name = 'appeal'"), "i", count);
    run(prepare("UPDATE seal SET event = ?, hash = ?"), "ib", last_event, hash);
    execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    return 0;
}
