/* The wall clock of a program that this library is preloaded into: it shows what stands in a file. */
#ifndef C_VIRTUAL_CLOCK_H
#define C_VIRTUAL_CLOCK_H

/* The variable that names the file: eight bytes, milliseconds since 1970 in the machine's order. */
#define VIRTUAL_CLOCK_VARIABLE "VIRTUAL_CLOCK"

#endif
