/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-charset-guess.h"
#include "jarida-charset-labels.h"

#ifdef HAVE_UCHARDET
#include <uchardet.h>
#endif

/* The languages of our newspapers are told apart here, by what their bytes look like, also in a line of ten letters;
 * the rest of the world is left to uchardet where it is there. */

/* A guess is not better for having seen more. */
#define ENOUGH_BYTES (64 * 1024)

/* What a text is made of, counted once. */
typedef struct
{
  guint high;               /* bytes from 0x80 up */
  guint alone;              /* of these: with an ASCII letter at one side */
  guint count[256];
} Profile;

static void
take_profile (Profile      *self,
              const guint8 *bytes,
              gsize         size)
{
  for (gsize i = 0; i < size; i++)
    {
      guint8 before = i > 0 ? bytes[i - 1] : ' ';
      guint8 after = i + 1 < size ? bytes[i + 1] : ' ';

      self->count[bytes[i]]++;
      if (bytes[i] < 0x80)
        continue;
      self->high++;
      if (g_ascii_isalpha (before) || g_ascii_isalpha (after))
        self->alone++;
    }
}

static guint
count_of (const Profile *self,
          const char    *set)
{
  guint n = 0;

  for (const guchar *p = (const guchar *) set; *p != '\0'; p++)
    n += self->count[*p];
  return n;
}

static gboolean
has_bytes_between (const Profile *self,
                   guint8         first,
                   guint8         last)
{
  for (guint byte = first; byte <= last; byte++)
    if (self->count[byte] > 0)
      return TRUE;
  return FALSE;
}

/* How much each byte from 0x80 up speaks for Arabic: ten times the binary logarithm of the letter's frequency in a thousand
 * letters of newspaper prose; 40 for vowel marks and signs, -60 for what Arabic text does not hold. */
static const gint8 weights_1256[128] = {
   40,  10, -60, -60, -60,  40, -60, -60, -60, -60, -60, -60, -60,  10,  10, -60,
   10,  40,  40,  40,  40, -60,  40,  40,  10, -60, -60, -60, -60,  40,  40, -60,
  -60,  40, -60, -60, -60, -60, -60, -60, -60, -60, -60,  40, -60,  40, -60, -60,
   40, -60, -60, -60, -60, -60, -60,  40, -60, -60,  40,  40, -60, -60, -60,  40,
  -60,  28,  16,  45,  10,  32,  26,  70,  52,  51,  55,  28,  38,  43,  32,  50,
   30,  56,  28,  48,  35,  35,  30,  40,  33,  16,  50,  23,  30,  48,  45,  46,
  -60,  68, -60,  60,  59,  52,  59, -60, -60, -60, -60, -60,  36,  62, -60, -60,
   40,  40,  40,  40, -60,  40,  40,  40,  40, -60,  40, -60, -60,  40,  40, -60,
};
static const gint8 weights_8859_6[128] = {
  -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60,
  -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60,
  -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60,  40,  40, -60, -60,
  -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60,  40, -60, -60, -60,  40,
  -60,  28,  16,  45,  10,  32,  26,  70,  52,  51,  55,  28,  38,  43,  32,  50,
   30,  56,  28,  48,  35,  35,  30,  33,  16,  50,  23, -60, -60, -60, -60, -60,
   30,  48,  45,  46,  68,  60,  59,  52,  59,  36,  62,  40,  40,  40,  40,  40,
   40,  40,  40, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60, -60,
};

/* Measured on newspaper prose: one word in twenty has less than the first, and one text of eight words in a hundred
 * less than 50. Texts in other scripts stay under 42. */
#define LEAST_WEIGHT 46
/* windows-1256 is by far the more frequent of the two. */
#define ADVANTAGE_1256 2

static int
weigh (const Profile *self,
       const gint8   *weights)
{
  gint64 sum = 0;

  for (guint i = 0; i < 128; i++)
    sum += (gint64) self->count[128 + i] * weights[i];
  return (int) (sum / self->high);
}

static const char *
guess_arabic (const Profile *self)
{
  int windows = weigh (self, weights_1256) + ADVANTAGE_1256;
  int iso = weigh (self, weights_8859_6);

  /* Arabic stands in words of its own. */
  if (self->high < 3 || self->alone * 5 > self->high || MAX (windows, iso) < LEAST_WEIGHT)
    return NULL;
  return windows >= iso ? "WINDOWS-1256" : "ISO-8859-6";
}

/* The accents of French, with the signs a French text is set with. */
#define FRENCH \
  "\xe0\xe2\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\xfc\xc0\xc2\xc7\xc8\xc9\xca\xcb\xce\xcf\xd4\xd9\xdb" \
  "\xa0\xab\xad\xbb\xb0\xb7\xa9\xae"
#define WINDOWS_SIGNS "\x80\x85\x8b\x8c\x91\x92\x93\x94\x95\x96\x97\x99\x9b\x9c"
/* š and ž of foreign names, the same in windows-1250 and 1252: many of them are Slovene. */
#define NAMES "\x8a\x8e\x9a\x9e"
#define ISO_15_LETTERS "\xbc\xbd\xa4"

static const char *
guess_french (const Profile *self)
{
  guint known = count_of (self, FRENCH) + count_of (self, WINDOWS_SIGNS) + count_of (self, ISO_15_LETTERS);

  known += MIN (count_of (self, NAMES), self->high / 5);
  if (known * 50 < self->high * 49 || self->alone * 4 < self->high)
    return NULL;
  return "WINDOWS-1252";
}

static const char *
guess_others (const char *data,
              gsize       size)
{
#ifdef HAVE_UCHARDET
  uchardet_t detector = uchardet_new ();
  const char *name = NULL;

  if (uchardet_handle_data (detector, data, size) == 0)
    {
      uchardet_data_end (detector);
      name = uchardet_get_charset (detector);
      name = _jarida_charset_from_label (name, strlen (name));
    }
  uchardet_delete (detector);
  return name;
#else
  return NULL;
#endif
}

/* Fewer bytes may be a name or a table in any encoding. */
#define ENOUGH_ARABIC 16

const char *
_jarida_charset_guess_despite (const char *data,
                               gsize       size)
{
  Profile profile = { 0, };

  take_profile (&profile, (const guint8 *) data, MIN (size, ENOUGH_BYTES));
  return profile.high >= ENOUGH_ARABIC ? guess_arabic (&profile) : NULL;
}

const char *
_jarida_charset_guess (const char *data,
                       gsize       size)
{
  Profile profile = { 0, };
  const char *name;

  size = MIN (size, ENOUGH_BYTES);
  take_profile (&profile, (const guint8 *) data, size);
  if (profile.high == 0)
    return NULL;
  name = guess_arabic (&profile);
  if (name == NULL)
    name = guess_french (&profile);
  if (name == NULL)
    name = guess_others (data, size);
  /* ISO-8859-15 differs from windows-1252 in œ and the euro, and has no signs in the 32 bytes before. */
  if (g_strcmp0 (name, "WINDOWS-1252") == 0 && count_of (&profile, ISO_15_LETTERS) > 0
      && !has_bytes_between (&profile, 0x80, 0x9f))
    return "ISO-8859-15";
  /* uchardet names what it has not seen enough of UTF-8; the caller has seen that it is not. */
  return g_strcmp0 (name, "UTF-8") == 0 ? NULL : name;
}
