/// What Swift cannot import from ncurses: its macros, and its wide characters, one by one with their types.
#ifndef CCURSES_SHIM_H
#define CCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/// What one reading of the keyboard gave.
struct curses_key {
    /// 0 for nothing, 1 for a character, 2 for a key with a name.
    int kind;
    unsigned int value;
};

/// Makes ncurses write UTF-8, whatever the environment says; 0 where the machine has no such locale.
static inline int curses_use_utf8(void) {
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

/// Takes the terminal over; 0 where it cannot be.
static inline int curses_begin(void) {
    // How long a lone Esc is waited for to become a key: long enough for a slow line, too short to be felt.
    set_escdelay(50);
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen == NULL) return 0;
    set_term(screen);
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    if (has_colors()) {
        start_color();
        use_default_colors();
        for (short colour = 1; colour < 8; colour++) init_pair(colour, colour, -1);
    }
    return 1;
}

/// Gives the terminal back.
static inline void curses_end(void) { endwin(); }

static inline struct curses_key curses_read(void) {
    wint_t value = 0;
    switch (get_wch(&value)) {
        case OK: return (struct curses_key){1, (unsigned int)value};
        case KEY_CODE_YES: return (struct curses_key){2, (unsigned int)value};
        default: return (struct curses_key){0, 0};
    }
}

static inline void curses_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

static inline void curses_resize(int rows, int columns) { resizeterm(rows, columns); }

static inline void curses_clear(void) { erase(); }

/// Draws everything anew, also what is thought to be there.
static inline void curses_redraw(void) { clearok(stdscr, TRUE); }

static inline void curses_style(int bold, int dim, int reverse, int underline, short colour) {
    attr_t attributes = (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (reverse ? A_REVERSE : 0) | (underline ? A_UNDERLINE : 0);
    attr_set(attributes, has_colors() ? colour : 0, NULL);
}

static inline void curses_write(int row, int column, const char *text) { mvaddstr(row, column, text); }

static inline void curses_show(int row, int column, int has_cursor) {
    curs_set(has_cursor ? 1 : 0);
    if (has_cursor) move(row, column);
    refresh();
}

static inline void curses_beep(void) { beep(); }

static inline int curses_key_up(void) { return KEY_UP; }
static inline int curses_key_down(void) { return KEY_DOWN; }
static inline int curses_key_left(void) { return KEY_LEFT; }
static inline int curses_key_right(void) { return KEY_RIGHT; }
static inline int curses_key_home(void) { return KEY_HOME; }
static inline int curses_key_end(void) { return KEY_END; }
static inline int curses_key_page_up(void) { return KEY_PPAGE; }
static inline int curses_key_page_down(void) { return KEY_NPAGE; }
static inline int curses_key_backspace(void) { return KEY_BACKSPACE; }
static inline int curses_key_delete(void) { return KEY_DC; }
static inline int curses_key_enter(void) { return KEY_ENTER; }
static inline int curses_key_back_tab(void) { return KEY_BTAB; }
static inline int curses_key_f(int number) { return KEY_F(number); }

#endif
