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
  guint alef_lam_1256;      /* pairs at the beginning of a word */
  guint alef_lam_8859_6;
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
      if (bytes[i] == 0xc7 && after == 0xe1)
        self->alef_lam_1256++;
      else if (bytes[i] == 0xc7 && after == 0xe4)
        self->alef_lam_8859_6++;
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

/* Letters, tashkeel and signs of Arabic; the signs of windows-1252 that both use; the Persian letters of windows-1256. */
#define ARABIC_1256 \
  "\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf" \
  "\xe1\xe3\xe4\xe5\xe6\xec\xed\xf0\xf1\xf2\xf3\xf5\xf6\xf8\xfa\xa1\xba\xbf\x81\x8d\x8e\x90\x98" \
  "\xa0\xab\xbb\x85\x91\x92\x93\x94\x96\x97\x9d\x9e\x80\xfd\xfe\xb7\xb0\xb1"
#define ARABIC_8859_6 \
  "\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda" \
  "\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xac\xbb\xbf\xa0\xad"

/* Arabic stands in words of its own, one letter in eight is an alef, and many words begin with the article. */
static const char *
guess_arabic (const Profile *self)
{
  guint letters = count_of (self, ARABIC_1256);
  guint letters_8859_6 = count_of (self, ARABIC_8859_6);

  if (self->high < 4 || self->alone * 5 > self->high || self->count[0xc7] * 16 < self->high)
    return NULL;
  if (self->alef_lam_8859_6 > self->alef_lam_1256 && letters_8859_6 * 50 >= self->high * 49)
    return "ISO-8859-6";
  if (letters * 50 < self->high * 49 || self->alef_lam_1256 * 100 < self->high)
    return NULL;
  return "WINDOWS-1256";
}

/* The accents of French, with the signs a French text is set with. */
#define FRENCH \
  "\xe0\xe2\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\xfc\xc0\xc2\xc7\xc8\xc9\xca\xcb\xce\xcf\xd4\xd9\xdb" \
  "\xa0\xab\xbb\xb0\xb7\xa9\xae"
#define WINDOWS_SIGNS "\x80\x85\x8c\x91\x92\x93\x94\x95\x96\x97\x9c"
#define ISO_15_LETTERS "\xbc\xbd\xa4"

static const char *
guess_french (const Profile *self)
{
  guint known = count_of (self, FRENCH) + count_of (self, WINDOWS_SIGNS) + count_of (self, ISO_15_LETTERS);

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
