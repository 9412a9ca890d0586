/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-calendar.h"
#include "jarida-date.h"
#include "jarida-date-tokens.h"
#include "jarida-date-usual.h"
#include "jarida-date-words.h"

/* A date is cut into numbers, words and signs, then read from left to right: the time first where there is a colon,
 * then three numbers with signs between them, then single numbers beside a month's name. Whatever is not understood
 * refuses the whole: no date is better than a wrong one. */

/* No date is longer; what is has something else in it. */
#define MAX_BYTES 160

typedef struct
{
  JaridaDateTokens cut;
  guint     i;            /* the token to read next */

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

static const JaridaDateToken *
peek (Parser *self,
      guint   ahead)
{
  guint i = self->i + ahead;

  return &self->cut.tokens[MIN (i, self->cut.n_tokens)];
}

static gboolean
is_sign (Parser *self,
         guint   ahead,
         char    sign)
{
  return peek (self, ahead)->kind == JARIDA_DATE_TOKEN_SIGN && peek (self, ahead)->sign == sign;
}

static gboolean
is_number (Parser *self,
           guint   ahead)
{
  return peek (self, ahead)->kind == JARIDA_DATE_TOKEN_NUMBER;
}

static JaridaDateWord
peek_word (Parser *self,
           guint   ahead)
{
  gboolean both;
  int value;

  if (peek (self, ahead)->kind != JARIDA_DATE_TOKEN_WORD)
    return JARIDA_DATE_WORD_UNKNOWN;
  return _jarida_date_find_word (peek (self, ahead)->word, NULL, &value, &both);
}

static gboolean
set_date (Parser *self,
          gint64  year,
          gint64  month,
          gint64  day)
{
  if (self->has_date || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > _jarida_calendar_month_length (year, (int) month))
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
  for (; month <= 12 && day > _jarida_calendar_month_length (year, month); month++)
    day -= _jarida_calendar_month_length (year, month);
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
            const JaridaDateToken *a,
            const JaridaDateToken *b,
            const JaridaDateToken *c,
            char         sign)
{
  if (a->n_digits >= 3)
    return set_date (self, a->number, b->number, c->number);
  if (c->n_digits < 3 && sign == '-' && !self->cut.day_first)
    return set_date (self, _jarida_calendar_full_year (a->number, a->n_digits), b->number, c->number);
  if (b->number > 12 || ((sign == '/' || sign == ':') && a->number <= 12 && !self->cut.day_first && !self->cut.arabic_digits)
      || (sign == '.' && c->n_digits < 3 && a->number <= 12 && b->number > 12))
    return set_date (self, _jarida_calendar_full_year (c->number, c->n_digits), a->number, b->number);
  return set_date (self, _jarida_calendar_full_year (c->number, c->n_digits), b->number, a->number);
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
  const JaridaDateToken *token = peek (self, 0);
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
    case 7:
      return set_day_of_year (self, n / 1000, n % 1000);
    case 6:
      return set_date (self, _jarida_calendar_full_year (n / 10000, 2), n / 100 % 100, n % 100);
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
  return self->cut.n_tokens == 1;
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
  const JaridaDateToken *token = peek (self, 0);
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
  const JaridaDateToken *first = peek (self, 1);
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
  for (guint ahead = 1; peek (self, ahead)->kind != JARIDA_DATE_TOKEN_END; ahead++)
    if (peek_word (self, ahead) == JARIDA_DATE_WORD_MONTH)
      return TRUE;
  return FALSE;
}

static gboolean
read_word (Parser *self)
{
  const JaridaDateToken *token = peek (self, 0);
  const JaridaDateToken *next = peek (self, 1);
  gboolean both = FALSE;
  int value = 0;
  JaridaDateWord kind = _jarida_date_find_word (token->word, next->kind == JARIDA_DATE_TOKEN_WORD ? next->word : NULL, &value, &both);

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

  if (!is_number (self, 2) || !is_number (self, 4) || peek (self, 1)->kind != JARIDA_DATE_TOKEN_SIGN || !is_sign (self, 3, sign)
      || peek (self, 3)->spaced != peek (self, 1)->spaced)
    return FALSE;
  if (sign == ':')
    return (peek (self, 0)->n_digits == 4 || peek (self, 4)->n_digits == 4) && !self->has_date && self->n_loose == 0;
  return (sign == '-' || sign == '/' || sign == '.') && !self->has_date && self->month_name == 0;
}

static gboolean
read_number (Parser *self,
             gint64 *out_unix)
{
  const JaridaDateToken *token = peek (self, 0);
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
  return self->cut.tokens[self->i - 1].sign != '\0' && strchr (ignored, self->cut.tokens[self->i - 1].sign) != NULL;
}

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
  return set_date (self, _jarida_calendar_full_year (self->loose[year], self->loose_digits[year]), self->month_name, day);
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
  if (self->cut.n_tokens == 2 && peek (self, 1)->n_digits == 4)
    return set_date (self, _jarida_calendar_full_year (peek (self, 1)->number / 100, 2), peek (self, 1)->number % 100, 1);
  if (self->cut.n_tokens == 4 && peek (self, 1)->n_digits == 2 && peek (self, 3)->n_digits == 2)
    return set_date (self, _jarida_calendar_full_year (peek (self, 1)->number, 2), peek (self, 3)->number, 1);
  return FALSE;
}

static gboolean
read_all (Parser *self,
          gint64 *out_unix)
{
  *out_unix = G_MININT64;
  if (is_sign (self, 0, '-'))
    return read_without_century (self);
  while (self->i < self->cut.n_tokens)
    {
      gboolean understood = FALSE;

      if (is_monotonic_clock (self))
        break;
      switch (peek (self, 0)->kind)
        {
        case JARIDA_DATE_TOKEN_NUMBER:
          understood = read_number (self, out_unix);
          break;
        case JARIDA_DATE_TOKEN_WORD:
          understood = read_word (self);
          break;
        case JARIDA_DATE_TOKEN_SIGN:
          understood = read_sign (self);
          break;
        case JARIDA_DATE_TOKEN_END:
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


gboolean
jarida_date_parse_full (const char *text,
                        gint64     *out_unix,
                        gboolean   *out_day_only)
{
  Parser self = { .month = 1, .day = 1 };
  gint64 moment;
  gsize length;

  if (out_day_only != NULL)
    *out_day_only = FALSE;
  if (out_unix != NULL)
    *out_unix = 0;
  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  length = strnlen (text, MAX_BYTES + 1);
  if (_jarida_date_read_usual (text, length, &moment))
    {
      if (out_unix != NULL)
        *out_unix = moment;
      return TRUE;
    }
  if (length > MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (!_jarida_date_cut (&self.cut, text) || !read_all (&self, &moment))
    return FALSE;
  if (moment == G_MININT64)
    {
      moment = _jarida_calendar_days (self.year, self.month, self.day) * 86400;
      if (self.has_time)
        moment += self.hour * 3600 + self.minute * 60 + self.second;
      moment -= (self.has_zone ? self.zone : self.cut.zone) * 60;
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
