// The statements of a whole call, by SQLite itself: raw-store DATABASE CALLS. The database is one of the hotline's. Each of the
// call's four records is a transaction of its own. Prints the seconds and the processor's seconds that took.
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static _Noreturn void fail(void) {
    fprintf(stderr, "raw-store: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)) fail();
    return statement;
}

/// Binds by `kinds` (i a number, t a text, n nothing, b 32 bytes) and takes the first row, if there is one.
static int first(sqlite3_stmt *statement, const char *kinds, ...) {
    va_list values;
    va_start(values, kinds);
    sqlite3_reset(statement);
    for (int i = 0; kinds[i]; i++) {
        switch (kinds[i]) {
        case 'i': sqlite3_bind_int64(statement, i + 1, va_arg(values, sqlite3_int64)); break;
        case 't': sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_STATIC); break;
        case 'b': sqlite3_bind_blob(statement, i + 1, va_arg(values, const void *), 32, SQLITE_STATIC); break;
        default: sqlite3_bind_null(statement, i + 1); break;
        }
    }
    va_end(values);
    int result = sqlite3_step(statement);
    if (result != SQLITE_ROW && result != SQLITE_DONE) fail();
    return result;
}

/// The same where no row is wanted; it also ends a statement that gave one.
#define RUN(statement, ...) (first(statement, __VA_ARGS__), sqlite3_reset(statement))

static sqlite3_stmt *begin, *commit, *find, *turned_away, *cut_off, *open_appeal, *outage, *known, *count, *reserved, *counted,
    *appeal, *call, *last, *event, *seal, *kept, *progress, *type, *leave, *contact, *consent;

static void prepare_all(void) {
    begin = prepare("BEGIN IMMEDIATE TRANSACTION");
    commit = prepare("COMMIT TRANSACTION");
    find = prepare("SELECT call.id, call.appeal, call.step, call.caller, call.link, appeal.type, appeal.route, appeal.role, "
                   "appeal.className, appeal.consent, appeal.status, "
                   "(SELECT count(*) FROM recording WHERE call = call.id AND kind = 'message') AS messages "
                   "FROM call JOIN appeal ON appeal.number = call.appeal WHERE call.uniqueID = ?");
    turned_away = prepare("SELECT 1 FROM turnedAway WHERE uniqueID = ?");
    cut_off = prepare("SELECT call.appeal, call.startedAt, call.endedAt, call.step, call.outcome, appeal.status, "
                      "appeal.isPrivate, appeal.route, "
                      "EXISTS (SELECT 1 FROM exchangeCall WHERE uniqueID = call.uniqueID) AS isOver "
                      "FROM call JOIN appeal ON appeal.number = call.appeal "
                      "WHERE call.caller = ? ORDER BY call.startedAt DESC, call.id DESC LIMIT 1");
    // Every part of it by an index.
    open_appeal = prepare("SELECT number FROM appeal WHERE status <> 'closed' AND isPrivate = 0 AND number IN ("
                          "SELECT number FROM appeal WHERE status <> 'closed' AND phone = ?1 "
                          "UNION ALL SELECT appeal FROM call WHERE caller = ?1) "
                          "ORDER BY receivedAt DESC, number DESC LIMIT 1");
    outage = prepare("SELECT id, type FROM outage WHERE endedAt IS NULL");
    known = prepare("SELECT isGiven FROM consent WHERE phone = ? ORDER BY id DESC LIMIT 1");
    count = prepare("UPDATE counter SET last = last + 1 WHERE name = 'appeal'");
    reserved = prepare("SELECT reservation.last AS end FROM reservation JOIN counter ON counter.name = 'appeal' "
                       "WHERE counter.last BETWEEN reservation.first AND reservation.last");
    counted = prepare("SELECT last FROM counter WHERE name = 'appeal'");
    appeal = prepare("INSERT INTO appeal (number, source, status, phone, consent, receivedAt, distributeFrom, distributeDue, "
                     "distributeCalendar, closeFrom, closeDue, closeCalendar, nextAlarm) "
                     "VALUES (?, 'phone', 'received', ?, ?, ?, ?, ?, 'wall', ?, ?, 'wall', ?)");
    call = prepare("INSERT INTO call (uniqueID, appeal, callerRaw, caller, line, dialled, startedAt, step, link, outage) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, 'answer', 'made', NULL)");
    last = prepare("SELECT event, hash FROM seal");
    seal = prepare("UPDATE seal SET event = ?, hash = ?");
    event = prepare("INSERT INTO event (id, appeal, at, actor, channel, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    kept = prepare("SELECT appeal, link, outage, outcome FROM call WHERE id = ?");
    progress = prepare("UPDATE call SET step = CASE WHEN outcome IS NULL THEN ? ELSE step END, keys = keys || ?, "
                       "outcome = coalesce(outcome, ?), "
                       "endedAt = CASE WHEN ? IS NULL THEN endedAt ELSE coalesce(endedAt, ?) END WHERE id = ?");
    type = prepare("UPDATE appeal SET type = coalesce(?, type), route = coalesce(?, route), isPrivate = max(isPrivate, ?), "
                   "version = version + 1 WHERE number = ? AND status = 'received' RETURNING type, route");
    leave = prepare("INSERT INTO handover (kind, appeal) VALUES (?, ?) ON CONFLICT DO NOTHING");
    contact = prepare("UPDATE appeal SET phone = coalesce(:phone, phone), consent = coalesce(:consent, CASE WHEN :phone IS NULL "
                      "OR :phone IS phone THEN consent END), version = version + 1 WHERE number = :appeal RETURNING phone");
    consent = prepare("INSERT INTO consent (phone, isGiven, at, channel, call, digit, promptVersion) "
                      "VALUES (?, ?, ?, 'agi', ?, ?, ?)");
}

static void add_event(sqlite3_int64 number, sqlite3_int64 at, const char *kind, const char *detail) {
    unsigned char text[512], hash[32];
    sqlite3_int64 id = 1;
    size_t length = 0;
    if (first(last, "") == SQLITE_ROW) {
        id = sqlite3_column_int64(last, 0) + 1;
        length = (size_t)sqlite3_column_bytes(last, 1);
        if (length) memcpy(text, sqlite3_column_blob(last, 1), length);
    }
    sqlite3_reset(last);
    char fields[7][32];
    snprintf(fields[0], 32, "%lld", id);
    snprintf(fields[1], 32, "%lld", number);
    snprintf(fields[2], 32, "%lld", at);
    const char *all[] = {fields[0], fields[1], fields[2], "caller", "agi", kind, detail};
    for (int i = 0; i < 7; i++) length += sprintf((char *)text + length, "%zu:%s", strlen(all[i]), all[i]);
    SHA256(text, length, hash);
    RUN(event, "iiittttb", id, number, at, "caller", "agi", kind, detail, hash);
    RUN(seal, "ib", id, hash);
}

static void keep_whole_call(int index) {
    char name[32], caller[32];
    snprintf(name, sizeof name, "bench-%d", index);
    snprintf(caller, sizeof caller, "+7900%07d", index);
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    sqlite3_int64 at = time.tv_sec * 1000LL + time.tv_nsec / 1000000;

    RUN(begin, "");
    RUN(find, "t", name);
    RUN(turned_away, "t", name);
    RUN(cut_off, "t", caller);
    RUN(open_appeal, "t", caller);
    RUN(outage, "");
    RUN(known, "t", caller);
    RUN(count, "");
    RUN(reserved, "");
    first(counted, "");
    sqlite3_int64 number = sqlite3_column_int64(counted, 0);
    sqlite3_reset(counted);
    RUN(appeal, "itniiiiii", number, caller, at, at, at + 1800000, at, at + 86400000, at + 1200000);
    char clocks[256];
    snprintf(clocks, sizeof clocks,
             "source=phone;distributeFrom=%lld;distributeDue=%lld;distributeCalendar=wall;distributeLength=30m;zone=UTC;"
             "closeFrom=%lld;closeDue=%lld;closeCalendar=wall;closeLength=1d;zone=UTC",
             at, at + 1800000, at, at + 86400000);
    add_event(number, at, "received", clocks);
    RUN(call, "titttti", name, number, caller + 1, caller, "mobile", "hotline", at);
    sqlite3_int64 id = sqlite3_last_insert_rowid(db);
    RUN(commit, "");

    RUN(begin, "");
    RUN(kept, "i", id);
    RUN(progress, "ttnnii", "contact", "2", at, id);
    RUN(type, "ttii", "ejournal", "ejournal", (sqlite3_int64)0, number);
    add_event(number, at, "typed", "type=ejournal;route=ejournal");
    RUN(leave, "ti", "distribute", number);
    RUN(commit, "");

    RUN(begin, "");
    RUN(kept, "i", id);
    RUN(progress, "ttnnii", "finish", "1", at, id);
    RUN(contact, "nii", (sqlite3_int64)1, number);
    add_event(number, at, "contact", "phone=caller");
    RUN(consent, "tiiitt", caller, (sqlite3_int64)1, at, id, "1", "1");
    add_event(number, at, "consent", "given=yes");
    RUN(leave, "ti", "register", number);
    RUN(commit, "");

    RUN(begin, "");
    RUN(kept, "i", id);
    RUN(progress, "ttttii", "finish", "", "completed", "completed", at, id);
    add_event(number, at, "callEnded", "outcome=completed;lastStep=finish");
    RUN(commit, "");
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    if (sqlite3_open(argv[1], &db)) fail();
    sqlite3_exec(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    prepare_all();
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    clock_t processor = clock();
    for (int i = 0; i < atoi(argv[2]); i++) keep_whole_call(i);
    processor = clock() - processor;
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%f %f\n", (ended.tv_sec - began.tv_sec) + (ended.tv_nsec - began.tv_nsec) / 1e9, processor / (double)CLOCKS_PER_SEC);
    sqlite3_close(db);
    return 0;
}
