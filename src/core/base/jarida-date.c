/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-date.h"
#include "jarida-date-words.h"
#include "jarida-fold.h"
#include "jarida-fold-private.h"

/* A date is cut into numbers, words and signs, then read from left to right: the time first where there is a colon,
 * then three numbers with signs between them, then single numbers beside a month's name. Whatever is not understood
 * refuses the whole: no date is better than a wrong one. */

#define MAX_BYTES 160
#define MAX_TOKENS 48

typedef enum
{
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_WORD,
  TOKEN_SIGN,
} TokenKind;

typedef struct
{
  TokenKind kind;
  gboolean  spaced;       /* white space stands before it */
  guint     n_digits;
  gint64    number;
  char      sign;
  char      word[32];     /* folded */
} Token;

typedef struct
{
  Token     tokens[MAX_TOKENS + 2];
  guint     n_tokens;
  guint     i;
  gboolean  arabic_digits;
  gboolean  day_first;    /* the words are French or Arabic: 3/5 is the third of May */

  gboolean  has_date, has_time, has_zone, zone_is_number;
  gint64    year;
  int       month, day, hour, minute, second;
  int       half;         /* 0, JARIDA_DATE_WORD_AM or _PM */
  int       zone;         /* minutes */

  int       month_name;   /* 0: none */
  gint64    loose[3];
  guint     loose_digits[3];
  gboolean  loose_year[3];
  guint     n_loose;
} Parser;

/* Days since 1970-01-01 in the Gregorian calendar, extended backwards. */
static gint64
days_from_date (gint64 year,
                int    month,
                int    day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static int
days_in_month (gint64 year,
               int    month)
{
  static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* {{{ Cutting */

static Token *
add_token (Parser    *self,
           TokenKind  kind,
           gboolean   spaced)
{
  Token *token;

  if (self->n_tokens >= MAX_TOKENS)
    return NULL;
  token = &self->tokens[self->n_tokens++];
  token->kind = kind;
  token->spaced = spaced;
  return token;
}

static const char *
cut_number (Parser     *self,
            const char *p,
            gboolean    spaced)
{
  Token *token = add_token (self, TOKEN_NUMBER, spaced);

  if (token == NULL)
    return NULL;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isdigit (c))
        break;
      self->arabic_digits = self->arabic_digits || (c >= 0x0660 && c <= 0x06f9);
      token->number = token->n_digits < 18 ? token->number * 10 + g_unichar_digit_value (c) : token->number;
      token->n_digits++;
    }
  return p;
}

static const char *
cut_word (Parser     *self,
          const char *p,
          gboolean    spaced)
{
  const char *start = p;
  g_autofree char *raw = NULL;
  g_autofree char *folded = NULL;
  Token *token;

  while (*p != '\0' && (g_unichar_isalpha (g_utf8_get_char (p)) || _jarida_fold_is_ignored (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);
  raw = g_strndup (start, p - start);
  /* Korean is not folded: that would take its syllables apart. Its newspapers write no zone and mean their own. */
  if (g_unichar_get_script (g_utf8_get_char (raw)) == G_UNICODE_SCRIPT_HANGUL)
    {
      folded = g_steal_pointer (&raw);
      self->zone = 9 * 60;
    }
  else
    {
      folded = jarida_fold_text (raw);
    }
  if (folded[0] == '\0')
    return p;
  token = add_token (self, TOKEN_WORD, spaced);
  if (token == NULL || strlen (folded) >= sizeof token->word)
    return NULL;
  g_strlcpy (token->word, folded, sizeof token->word);
  self->day_first = self->day_first || (guchar) folded[0] == 0xd8 || (guchar) folded[0] == 0xd9;
  return p;
}

static char
sign_of (gunichar c)
{
  switch (c)
    {
    case 0x060c: return ',';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x2019: case 0x2018: return '\'';
    case 0xff1a: return ':';
    default: return c < 0x80 ? (char) c : '?';
    }
}

static gboolean
cut (Parser     *self,
     const char *text)
{
  gboolean spaced = TRUE;

  for (const char *p = text; p != NULL && *p != '\0';)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean space = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (space || _jarida_fold_is_ignored (c))
        {
          p = g_utf8_next_char (p);
          spaced = spaced || space;
          continue;
        }
      if (c == '(')
        {
          p = strchr (p, ')');
          p = p != NULL ? p + 1 : text + strlen (text);
          spaced = TRUE;
          continue;
        }
      if (g_unichar_isdigit (c))
        p = cut_number (self, p, spaced);
      else if (g_unichar_isalpha (c))
        p = cut_word (self, p, spaced);
      else
        {
          Token *token = add_token (self, TOKEN_SIGN, spaced);

          if (token == NULL)
            return FALSE;
          token->sign = sign_of (c);
          p = g_utf8_next_char (p);
        }
      if (p == NULL)
        return FALSE;
      spaced = FALSE;
    }
  return self->n_tokens > 0;
}

/* }}} */
/* {{{ Looking ahead */

static const Token *
peek (Parser *self,
      guint   ahead)
{
  guint i = self->i + ahead;

  return &self->tokens[MIN (i, self->n_tokens)];
}

static gboolean
is_sign (Parser *self,
         guint   ahead,
         char    sign)
{
  return peek (self, ahead)->kind == TOKEN_SIGN && peek (self, ahead)->sign == sign;
}

static gboolean
is_number (Parser *self,
           guint   ahead)
{
  return peek (self, ahead)->kind == TOKEN_NUMBER;
}

static JaridaDateWord
peek_word (Parser *self,
           guint   ahead)
{
  gboolean both;
  int value;

  if (peek (self, ahead)->kind != TOKEN_WORD)
    return JARIDA_DATE_WORD_UNKNOWN;
  return _jarida_date_find_word (peek (self, ahead)->word, NULL, &value, &both);
}

/* }}} */
/* {{{ Parts of a date */

/* Two digits: the years 1970 to 2069, as all feeds mean them. */
static gint64
full_year (gint64 year,
           guint  n_digits)
{
  if (n_digits > 2)
    return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

static gboolean
set_date (Parser *self,
          gint64  year,
          gint64  month,
          gint64  day)
{
  if (self->has_date || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, (int) month))
    return FALSE;
  self->has_date = TRUE;
  self->year = year;
  self->month = (int) month;
  self->day = (int) day;
  return TRUE;
}

static gboolean
set_day_of_year (Parser *self,
                 gint64  year,
                 gint64  day)
{
  int month = 1;

  if (year < 1 || year > 9999 || day < 1)
    return FALSE;
  for (; month <= 12 && day > days_in_month (year, month); month++)
    day -= days_in_month (year, month);
  return month <= 12 && set_date (self, year, month, day);
}

static gboolean
set_time (Parser *self,
          gint64  hour,
          gint64  minute,
          gint64  second)
{
  if (self->has_time || hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
    return FALSE;
  self->has_time = TRUE;
  self->hour = (int) hour;
  self->minute = (int) minute;
  self->second = (int) second;
  return TRUE;
}

/* Three numbers with the same sign between them: which is which the four digits of the year tell, else custom. */
static gboolean
set_triple (Parser      *self,
            const Token *a,
            const Token *b,
            const Token *c,
            char         sign)
{
  if (a->n_digits >= 3)
    return set_date (self, a->number, b->number, c->number);
  if (c->n_digits < 3 && sign == '-' && !self->day_first)
    return set_date (self, full_year (a->number, a->n_digits), b->number, c->number);
  if (b->number > 12 || ((sign == '/' || sign == ':') && a->number <= 12 && !self->day_first && !self->arabic_digits)
      || (sign == '.' && c->n_digits < 3 && a->number <= 12 && b->number > 12))
    return set_date (self, full_year (c->number, c->n_digits), a->number, b->number);
  return set_date (self, full_year (c->number, c->n_digits), b->number, a->number);
}

static gboolean
read_triple (Parser *self)
{
  char sign = peek (self, 1)->sign;

  if (!set_triple (self, peek (self, 0), peek (self, 2), peek (self, 4), sign))
    return FALSE;
  self->i += 5;
  return TRUE;
}

/* 20140722105203, 20140722, 140722, and seconds, milliseconds or microseconds since 1970. */
static gboolean
read_long_number (Parser *self,
                  gint64 *out_unix)
{
  const Token *token = peek (self, 0);
  gint64 n = token->number;
  gint64 divisor = 1;

  *out_unix = G_MININT64;
  self->i++;
  switch (token->n_digits)
    {
    case 14:
      return set_date (self, n / 10000000000, n / 100000000 % 100, n / 1000000 % 100)
             && set_time (self, n / 10000 % 100, n / 100 % 100, n % 100);
    case 12:
      return set_date (self, n / 100000000, n / 1000000 % 100, n / 10000 % 100)
             && set_time (self, n / 100 % 100, n % 100, 0);
    case 8:
      return set_date (self, n / 10000, n / 100 % 100, n % 100);
    case 6:
      return set_date (self, full_year (n / 10000, 2), n / 100 % 100, n % 100);
    case 16:
      divisor = 1000000;
      break;
    case 13:
      divisor = 1000;
      break;
    case 10:
      break;
    default:
      return FALSE;
    }
  *out_unix = n / divisor;
  return self->n_tokens == 1;
}

/* After the seconds: .123, ,123 or :123. */
static void
skip_fraction (Parser *self)
{
  if ((is_sign (self, 0, '.') || is_sign (self, 0, ',')) && is_number (self, 1) && !peek (self, 1)->spaced)
    self->i += 2;
  else if (is_sign (self, 0, ':') && is_number (self, 1) && peek (self, 1)->n_digits == 3)
    self->i += 2;
}

static gboolean
read_clock (Parser *self)
{
  gint64 hour = peek (self, 0)->number;
  gint64 minute = peek (self, 2)->number;
  gint64 second = 0;

  if (peek (self, 0)->n_digits > 2 || peek (self, 2)->n_digits > 2)
    return FALSE;
  self->i += 3;
  if (is_sign (self, 0, ':') && is_number (self, 1))
    {
      second = peek (self, 1)->number;
      if (peek (self, 1)->n_digits > 2)
        return FALSE;
      self->i += 2;
      skip_fraction (self);
    }
  return set_time (self, hour, minute, second) && !is_sign (self, 0, ':');
}

/* 14h40, 19 h 21 min, 14 h. */
static gboolean
read_clock_in_words (Parser *self)
{
  gint64 hour = peek (self, 0)->number;
  gint64 minute = 0;

  self->i += 2;
  if (is_number (self, 0) && peek (self, 0)->n_digits <= 2)
    {
      minute = peek (self, 0)->number;
      self->i++;
      if (peek_word (self, 0) == JARIDA_DATE_WORD_MINUTE)
        self->i++;
    }
  return set_time (self, hour, minute, 0);
}

/* 101455 after the T of a compact date. */
static gboolean
read_compact_clock (Parser *self)
{
  const Token *token = peek (self, 0);
  gint64 n = token->n_digits == 4 ? token->number * 100 : token->number;

  self->i++;
  skip_fraction (self);
  return set_time (self, n / 10000, n / 100 % 100, n % 100);
}

/* +0100, +01:00, +01; a name before it (GMT+1) only introduces it, a second one repeats it. */
static gboolean
read_zone_number (Parser *self)
{
  gboolean west = is_sign (self, 0, '-');
  const Token *first = peek (self, 1);
  gint64 hours = first->number;
  gint64 minutes = 0;

  self->i += 2;
  if (first->n_digits == 4 || first->n_digits == 3)
    {
      hours = first->number / 100;
      minutes = first->number % 100;
    }
  else if (first->n_digits > 2)
    {
      return FALSE;
    }
  if (is_sign (self, 0, ':'))
    {
      if (!is_number (self, 1) || first->n_digits > 2 || peek (self, 1)->n_digits != 2)
        return FALSE;
      minutes = peek (self, 1)->number;
      self->i += 2;
    }
  else if (!self->has_time && first->n_digits < 4)
    {
      return FALSE;
    }
  if (hours > 15 || minutes > 59)
    return FALSE;
  if (!self->zone_is_number)
    self->zone = (int) (hours * 60 + minutes) * (west ? -1 : 1);
  self->has_zone = self->zone_is_number = TRUE;
  return TRUE;
}

static gboolean
read_zone_name (Parser *self,
                int     minutes)
{
  self->i++;
  if (!self->zone_is_number)
    self->zone = minutes;
  self->has_zone = TRUE;
  return TRUE;
}

static gboolean
read_month (Parser *self,
            int     month)
{
  /* 5 مايو/أيار: the same month in the words of two countries. */
  if (self->month_name != 0 && self->month_name != month)
    return FALSE;
  self->month_name = month;
  return TRUE;
}

/* "mar." is Tuesday in French and March in English; with another month beside it, it is the day. */
static gboolean
is_weekday_after_all (Parser *self)
{
  if (strcmp (peek (self, 0)->word, "mar") != 0)
    return FALSE;
  for (guint ahead = 1; peek (self, ahead)->kind != TOKEN_END; ahead++)
    if (peek_word (self, ahead) == JARIDA_DATE_WORD_MONTH)
      return TRUE;
  return FALSE;
}

static gboolean
read_word (Parser *self)
{
  const Token *token = peek (self, 0);
  const Token *next = peek (self, 1);
  gboolean both = FALSE;
  int value = 0;
  JaridaDateWord kind = _jarida_date_find_word (token->word, next->kind == TOKEN_WORD ? next->word : NULL, &value, &both);

  /* AT is a zone after the time and a word before it; single letters are zones nobody agrees on. */
  if (self->has_time && !self->has_zone && kind == JARIDA_DATE_WORD_FILLER && strcmp (token->word, "at") == 0)
    return _jarida_date_find_zone ("at", &value) && read_zone_name (self, value);
  if ((self->has_date || self->n_loose == 2) && !self->has_time && strcmp (token->word, "t") == 0 && is_number (self, 1))
    kind = JARIDA_DATE_WORD_FILLER;
  /* The day of the week in a language we do not know stands first, with a comma. */
  if (kind == JARIDA_DATE_WORD_UNKNOWN && self->i == 0 && is_sign (self, 1, ','))
    kind = JARIDA_DATE_WORD_WEEKDAY;
  /* a.m. and p.m. */
  if ((strcmp (token->word, "a") == 0 || strcmp (token->word, "p") == 0) && is_sign (self, 1, '.')
      && strcmp (peek (self, 2)->word, "m") == 0)
    {
      self->half = token->word[0] == 'a' ? JARIDA_DATE_WORD_AM : JARIDA_DATE_WORD_PM;
      self->i += 3;
      return TRUE;
    }

  switch (kind)
    {
    case JARIDA_DATE_WORD_MONTH:
      if (!is_weekday_after_all (self) && !read_month (self, value))
        return FALSE;
      self->i += both ? 2 : 1;
      return TRUE;
    case JARIDA_DATE_WORD_ZONE:
      return (self->has_time || self->has_date) && read_zone_name (self, value);
    case JARIDA_DATE_WORD_AM:
    case JARIDA_DATE_WORD_PM:
      self->half = (int) kind;
      self->i++;
      return TRUE;
    case JARIDA_DATE_WORD_WEEKDAY:
    case JARIDA_DATE_WORD_FILLER:
    case JARIDA_DATE_WORD_YEAR:
      self->i++;
      return TRUE;
    case JARIDA_DATE_WORD_HOUR:
    case JARIDA_DATE_WORD_MINUTE:
    case JARIDA_DATE_WORD_UNKNOWN:
    default:
      return FALSE;
    }
}

static gboolean
read_loose_number (Parser *self,
                   gboolean is_year)
{
  if (self->n_loose == G_N_ELEMENTS (self->loose) || peek (self, 0)->n_digits > 4)
    return FALSE;
  self->loose[self->n_loose] = peek (self, 0)->number;
  self->loose_digits[self->n_loose] = peek (self, 0)->n_digits;
  self->loose_year[self->n_loose++] = is_year || peek (self, 0)->n_digits >= 3 || peek (self, 0)->number > 31;
  self->i++;
  return TRUE;
}

static gboolean
is_triple (Parser *self)
{
  char sign = peek (self, 1)->sign;

  if (!is_number (self, 2) || !is_number (self, 4) || peek (self, 1)->kind != TOKEN_SIGN || !is_sign (self, 3, sign)
      || peek (self, 3)->spaced != peek (self, 1)->spaced)
    return FALSE;
  if (sign == ':')
    return peek (self, 4)->n_digits == 4 && !self->has_date;
  return (sign == '-' || sign == '/' || sign == '.') && !self->has_date && self->month_name == 0;
}

static gboolean
read_number (Parser *self,
             gint64 *out_unix)
{
  const Token *token = peek (self, 0);
  JaridaDateWord after = peek_word (self, 1);

  if (is_triple (self))
    return read_triple (self);
  if (is_sign (self, 1, ':') && is_number (self, 2) && token->n_digits <= 2)
    return read_clock (self);
  if (after == JARIDA_DATE_WORD_HOUR && token->n_digits <= 2)
    return read_clock_in_words (self);
  if ((after == JARIDA_DATE_WORD_AM || after == JARIDA_DATE_WORD_PM) && token->n_digits <= 2 && !self->has_time
      && (self->has_date || self->n_loose + (self->month_name != 0) >= 2))
    {
      self->i++;
      return set_time (self, token->number, 0, 0);
    }
  if (self->has_date && !self->has_time && (token->n_digits == 6 || token->n_digits == 4))
    return read_compact_clock (self);
  if (token->n_digits > 4)
    return !self->has_date && self->n_loose == 0 && read_long_number (self, out_unix);
  if (strcmp (peek (self, 1)->word, "年") == 0 || strcmp (peek (self, 1)->word, "년") == 0)
    return read_loose_number (self, TRUE);
  return read_loose_number (self, FALSE);
}

static gboolean
read_sign (Parser *self)
{
  gboolean sign = is_sign (self, 0, '+') || is_sign (self, 0, '-');
  const char *ignored = ",./-';:|";

  if (sign && is_number (self, 1) && (self->has_time || self->has_date) && !peek (self, 1)->spaced)
    return read_zone_number (self);
  if (is_sign (self, 0, '\'') && is_number (self, 1) && self->n_loose > 0)
    {
      self->i++;
      return read_loose_number (self, TRUE);
    }
  self->i++;
  return self->tokens[self->i - 1].sign != '\0' && strchr (ignored, self->tokens[self->i - 1].sign) != NULL;
}

/* }}} */
/* {{{ Putting it together */

/* Go writes its monotonic clock after the date: m=+0.000000001. */
static gboolean
is_monotonic_clock (Parser *self)
{
  return self->has_time && strcmp (peek (self, 0)->word, "m") == 0 && is_sign (self, 1, '=');
}

static gboolean
settle_loose_numbers (Parser *self)
{
  guint year = G_MAXUINT;
  gint64 day;

  if (self->has_date)
    return self->n_loose == 0;
  for (guint i = 0; i < self->n_loose; i++)
    if (self->loose_year[i] && year == G_MAXUINT)
      year = i;
  if (self->month_name == 0)
    {
      /* 2014; 2014-04; 2003-335; 2014年04月08日 */
      if (year != 0)
        return FALSE;
      if (self->n_loose == 3)
        return set_date (self, self->loose[0], self->loose[1], self->loose[2]);
      if (self->n_loose == 2 && self->loose_digits[1] == 3)
        return set_day_of_year (self, self->loose[0], self->loose[1]);
      return (self->loose_digits[0] == 4) && self->n_loose <= 2
             && set_date (self, self->loose[0], self->n_loose == 2 ? self->loose[1] : 1, 1);
    }
  if (self->n_loose == 1 && year == 0 && self->loose_digits[0] == 4)
    return set_date (self, self->loose[0], self->month_name, 1);
  if (self->n_loose != 2)
    return FALSE;
  if (year == G_MAXUINT)
    year = 1;
  day = self->loose[1 - year];
  return set_date (self, full_year (self->loose[year], self->loose_digits[year]), self->month_name, day);
}

static gboolean
settle_half (Parser *self)
{
  if (self->half == 0 || !self->has_time || self->hour > 12)
    return TRUE;
  if (self->half == JARIDA_DATE_WORD_PM && self->hour < 12)
    self->hour += 12;
  else if (self->half == JARIDA_DATE_WORD_AM && self->hour == 12)
    self->hour = 0;
  return TRUE;
}

/* ISO 8601 of 1988 lets the century go: -0312 and -03-12. */
static gboolean
read_without_century (Parser *self)
{
  if (self->n_tokens == 2 && peek (self, 1)->n_digits == 4)
    return set_date (self, full_year (peek (self, 1)->number / 100, 2), peek (self, 1)->number % 100, 1);
  if (self->n_tokens == 4 && peek (self, 1)->n_digits == 2 && peek (self, 3)->n_digits == 2)
    return set_date (self, full_year (peek (self, 1)->number, 2), peek (self, 3)->number, 1);
  return FALSE;
}

static gboolean
read_all (Parser *self,
          gint64 *out_unix)
{
  *out_unix = G_MININT64;
  if (is_sign (self, 0, '-'))
    return read_without_century (self);
  while (self->i < self->n_tokens)
    {
      gboolean understood = FALSE;

      if (is_monotonic_clock (self))
        break;
      switch (peek (self, 0)->kind)
        {
        case TOKEN_NUMBER:
          understood = read_number (self, out_unix);
          break;
        case TOKEN_WORD:
          understood = read_word (self);
          break;
        case TOKEN_SIGN:
          understood = read_sign (self);
          break;
        case TOKEN_END:
        default:
          break;
        }
      if (!understood)
        return FALSE;
      if (*out_unix != G_MININT64)
        return TRUE;
    }
  return settle_loose_numbers (self) && settle_half (self);
}

/* }}} */

gboolean
jarida_date_parse_full (const char *text,
                        gint64     *out_unix,
                        gboolean   *out_day_only)
{
  Parser self = { .month = 1, .day = 1 };
  gint64 moment;

  if (out_day_only != NULL)
    *out_day_only = FALSE;
  if (out_unix != NULL)
    *out_unix = 0;
  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (!cut (&self, text) || !read_all (&self, &moment))
    return FALSE;
  if (moment == G_MININT64)
    {
      moment = days_from_date (self.year, self.month, self.day) * 86400;
      if (self.has_time)
        moment += self.hour * 3600 + self.minute * 60 + self.second;
      moment -= self.zone * 60;
      if (out_day_only != NULL)
        *out_day_only = !self.has_time;
    }
  if (out_unix != NULL)
    *out_unix = moment;
  return TRUE;
}

gboolean
jarida_date_parse (const char *text,
                   gint64     *out_unix)
{
  return jarida_date_parse_full (text, out_unix, NULL);
}

char *
jarida_date_to_iso8601 (gint64 unix_seconds)
{
  gint64 days = unix_seconds / 86400;
  gint64 seconds = unix_seconds % 86400;
  gint64 era, year_of_era, year, day_of_era, day_of_year, month;

  if (seconds < 0)
    {
      seconds += 86400;
      days--;
    }
  /* The inverse of days_from_date(): eras of 400 years that begin on the first of March. */
  days += 719468;
  era = (days >= 0 ? days : days - 146096) / 146097;
  day_of_era = days - era * 146097;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month = (5 * day_of_year + 2) / 153;
  year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%02d-%02dT%02d:%02d:%02dZ", year,
                          (int) (month < 10 ? month + 3 : month - 9), (int) (day_of_year - (153 * month + 2) / 5 + 1),
                          (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}
