/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-picture-canonical.h"
#include "jarida-picture-key.h"

/* Longer ones cannot be asked for. */
#define MAX_CANONICAL_BYTES (16 * 1024)

/* Parameters that say by which way a person came and never which picture is meant. A name that ends in "*" is the
 * beginning of one. App and service make the same keys of it, and keys are stored: a name that is added here changes
 * the keys of pictures that are listed already. It is much shorter than the list for articles, on purpose. */
static const char *const ignored[] = {
  "utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
  "mibextid", "mc_cid", "mc_eid", "mtm_*", "pk_*", "xtor", "_ga", "_gl", "at_medium", "at_campaign",
};

static gboolean
is_ignored (const char *parameter)
{
  gsize length = strcspn (parameter, "=");

  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    {
      gsize known = strlen (ignored[i]);
      gboolean beginning = ignored[i][known - 1] == '*';

      if (beginning ? length >= known : length == known)
        if (g_ascii_strncasecmp (parameter, ignored[i], beginning ? known - 1 : known) == 0)
          return TRUE;
    }

  return FALSE;
}

static gboolean
is_unreserved (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~", c) != NULL);
}

/* A percent sign that begins nothing becomes one that stands for itself: otherwise "%%34%31" would come to "%41", and
 * that to "A" when it is read again. */
static char *
normalize_octets (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      char octet;

      if (*p != '%')
        {
          g_string_append_c (out, *p);
          continue;
        }
      if (!g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]))
        {
          g_string_append (out, "%25");
          continue;
        }
      octet = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
      if (is_unreserved (octet))
        g_string_append_c (out, octet);
      else
        g_string_append_printf (out, "%%%02X", (guchar) octet);
      p += 2;
    }

  return g_string_free (out, FALSE);
}

static void
normalize_path (JaridaAddress *address)
{
  for (guint i = 0; i < address->path->len; i++)
    {
      char *segment = g_ptr_array_index (address->path, i);

      g_ptr_array_index (address->path, i) = normalize_octets (segment);
      g_free (segment);
    }
  if (address->path->len == 0)
    g_ptr_array_add (address->path, g_strdup (""));
}

/* What remains stays in its own order: some servers give the order a meaning. */
static void
normalize_query (JaridaAddress *address)
{
  g_autofree char *query = address->query != NULL ? normalize_octets (address->query) : NULL;
  g_auto(GStrv) parameters = query != NULL ? g_strsplit (query, "&", -1) : NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    {
      if (parameters[i][0] == '\0' || is_ignored (parameters[i]))
        continue;
      if (out->len > 0)
        g_string_append_c (out, '&');
      g_string_append (out, parameters[i]);
    }
  g_free (address->query);
  address->query = g_string_free (out, out->len == 0);
}

JaridaAddress *
_jarida_picture_canonical_parts (const char *address)
{
  g_autoptr(JaridaAddress) parts = address != NULL ? jarida_address_parse (address, NULL) : NULL;
  gsize length;

  if (parts == NULL)
    return NULL;
  /* Port 443 of an http address is the usual one of what it becomes. */
  parts->secure = TRUE;
  if (parts->port == 443)
    parts->port = 0;
  length = strlen (parts->host);
  if (parts->host[length - 1] == '.')
    parts->host[--length] = '\0';
  if (length == 0 || parts->host[length - 1] == '.')
    return NULL;
  g_clear_pointer (&parts->fragment, g_free);
  normalize_path (parts);
  normalize_query (parts);

  return g_steal_pointer (&parts);
}

char *
jarida_picture_canonical (const char *address)
{
  g_autoptr(JaridaAddress) parts = _jarida_picture_canonical_parts (address);
  g_autofree char *text = parts != NULL ? jarida_address_to_text (parts) : NULL;

  return text != NULL && strlen (text) <= MAX_CANONICAL_BYTES ? g_steal_pointer (&text) : NULL;
}
