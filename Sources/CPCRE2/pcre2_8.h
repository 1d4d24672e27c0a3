// The library for UTF-8; the header wants to be told the width of a code unit.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
