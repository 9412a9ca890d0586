/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-address-parts.h"

/* Longer ones are attacks or pictures written into the address; servers refuse them. */
#define MAX_ADDRESS_BYTES (32 * 1024)

/* What each part of an address must write with a percent sign, besides controls and all that is not ASCII. */
#define ENCODE_PATH " \"#<>?^`{}"
#define ENCODE_QUERY " \"#<>'"
#define ENCODE_FRAGMENT " \"<>`"

void
jarida_address_free (JaridaAddress *self)
{
  g_free (self->host);
  g_clear_pointer (&self->path, g_ptr_array_unref);
  g_free (self->query);
  g_free (self->fragment);
  g_free (self);
}

static char *
encode (const char *start,
        const char *end,
        const char *set)
{
  static const char digits[] = "0123456789ABCDEF";
  GString *out = g_string_sized_new (end - start);

  for (const guchar *p = (const guchar *) start; p < (const guchar *) end; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (out, (char) *p);
      else if (*p < 0x20 || *p >= 0x7f || strchr (set, *p) != NULL)
        {
          g_string_append_c (out, '%');
          g_string_append_c (out, digits[*p >> 4]);
          g_string_append_c (out, digits[*p & 15]);
        }
      else
        g_string_append_c (out, (char) *p);
    }
  return g_string_free (out, FALSE);
}

/* Tabs and line ends are no part of an address, nor is white space around it; invalid bytes become U+FFFD. */
static char *
clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out;
  gsize length = strnlen (text, MAX_ADDRESS_BYTES + 1);
  const char *end;

  if (length > MAX_ADDRESS_BYTES)
    return NULL;
  valid = g_utf8_make_valid (text, length);
  out = g_string_sized_new (strlen (valid));
  end = valid + strlen (valid);
  text = valid;
  while (text < end && (guchar) *text <= ' ')
    text++;
  while (end > text && (guchar) end[-1] <= ' ')
    end--;
  while (text < end)
    {
      const gsize n = MIN (strcspn (text, "\t\n\r"), (gsize) (end - text));

      g_string_append_len (out, text, (gssize) n);
      text += n + 1;
    }
  return g_string_free (out, FALSE);
}

/* The length of "name:", or 0. */
static gsize
scheme_length (const char *text)
{
  gsize n = 0;

  if (!g_ascii_isalpha (text[0]))
    return 0;
  while (g_ascii_isalnum (text[n]) || (text[n] != '\0' && strchr ("+-.", text[n]) != NULL))
    n++;
  return text[n] == ':' ? n + 1 : 0;
}

static gboolean
is_slash (char c)
{
  return c == '/' || c == '\\';
}

static const char *
skip_slashes (const char *p)
{
  while (is_slash (*p))
    p++;
  return p;
}

static gboolean
is_dots (const char *segment,
         gsize       length,
         guint       n_dots)
{
  while (length > 0 && n_dots > 0)
    {
      gsize taken = *segment == '.' ? 1 : length >= 3 && g_ascii_strncasecmp (segment, "%2e", 3) == 0 ? 3 : 0;

      if (taken == 0)
        return FALSE;
      segment += taken;
      length -= taken;
      n_dots--;
    }
  return length == 0 && n_dots == 0;
}

/* The segments of a path, added to what is there already. */
static void
parse_path (JaridaAddress *self,
            const char    *p,
            const char    *end)
{
  for (;;)
    {
      const char *start = p;
      gboolean last;

      while (p < end && !is_slash (*p))
        p++;
      last = p >= end;
      if (is_dots (start, p - start, 2))
        {
          if (self->path->len > 0)
            g_ptr_array_set_size (self->path, (int) self->path->len - 1);
          if (last)
            g_ptr_array_add (self->path, g_strdup (""));
        }
      else if (is_dots (start, p - start, 1))
        {
          if (last)
            g_ptr_array_add (self->path, g_strdup (""));
        }
      else
        {
          g_ptr_array_add (self->path, encode (start, p, ENCODE_PATH));
        }
      if (last)
        return;
      p++;
    }
}

/* Userinfo is dropped: what we fetch carries no one's name. */
static gboolean
parse_authority (JaridaAddress *self,
                 const char    *p,
                 const char    *end)
{
  const char *at = NULL;
  const char *colon = NULL;
  int port = 0;

  for (const char *q = p; q < end; q++)
    if (*q == '@')
      at = q;
  if (at != NULL)
    p = at + 1;
  for (const char *q = p; q < end; q++)
    {
      if (*q == '[')
        while (q < end && *q != ']')
          q++;
      if (q < end && *q == ':')
        {
          colon = q;
          break;
        }
    }
  for (const char *q = colon != NULL ? colon + 1 : end; q < end; q++)
    {
      if (!g_ascii_isdigit (*q))
        return FALSE;
      port = port * 10 + (*q - '0');
      if (port > 65535)
        return FALSE;
    }
  if (colon != NULL && colon + 1 < end)
    self->port = port == (self->secure ? 443 : 80) ? 0 : port == 0 ? -1 : port;
  self->host = jarida_address_parse_host (p, (colon != NULL ? colon : end) - p);
  return self->host != NULL;
}

static void
parse_query_and_fragment (JaridaAddress *self,
                          const char    *p)
{
  const char *hash = strchr (p, '#');
  const char *end = hash != NULL ? hash : p + strlen (p);

  if (*p == '?')
    {
      g_free (self->query);
      self->query = encode (p + 1, end, ENCODE_QUERY);
    }
  if (hash != NULL)
    self->fragment = encode (hash + 1, hash + strlen (hash), ENCODE_FRAGMENT);
}

static gboolean
parse_absolute (JaridaAddress *self,
                const char    *p)
{
  const char *end = p + strcspn (p, "/\\?#");

  if (!parse_authority (self, p, end))
    return FALSE;
  p = end + strcspn (end, "?#");
  parse_path (self, is_slash (*end) ? end + 1 : end, p);
  parse_query_and_fragment (self, p);
  return TRUE;
}

static void
parse_relative (JaridaAddress       *self,
                const char          *p,
                const JaridaAddress *base)
{
  const char *end = p + strcspn (p, "?#");

  self->secure = base->secure;
  self->port = base->port;
  self->host = g_strdup (base->host);
  if (is_slash (*p))
    {
      parse_path (self, p + 1, end);
    }
  else
    {
      for (guint i = 0; i < base->path->len; i++)
        g_ptr_array_add (self->path, g_strdup (g_ptr_array_index (base->path, i)));
      if (end > p)
        {
          if (self->path->len > 0)
            g_ptr_array_set_size (self->path, (int) self->path->len - 1);
          parse_path (self, p, end);
        }
      else if (*end != '?')
        {
          self->query = g_strdup (base->query);
        }
    }
  parse_query_and_fragment (self, end);
}

static JaridaAddress *
address_new (void)
{
  JaridaAddress *self = g_new0 (JaridaAddress, 1);

  self->path = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* @text is clean. NULL: not http(s), or nothing a machine can be asked for. */
static JaridaAddress *
parse_clean (const char          *text,
             const JaridaAddress *base)
{
  g_autoptr(JaridaAddress) self = address_new ();
  gsize scheme = scheme_length (text);

  if (scheme > 0)
    {
      const char *rest = text + scheme;

      self->secure = scheme == 6;
      if (g_ascii_strncasecmp (text, self->secure ? "https:" : "http:", scheme) != 0)
        return NULL;
      if (base == NULL || base->secure != self->secure || is_slash (rest[0]))
        {
          if (base != NULL && base->secure == self->secure && !is_slash (rest[1]))
            parse_relative (self, rest, base);
          else if (!parse_absolute (self, skip_slashes (rest)))
            return NULL;
          return g_steal_pointer (&self);
        }
      text = rest;
    }
  if (base == NULL)
    return NULL;
  if (is_slash (text[0]) && is_slash (text[1]))
    {
      self->secure = base->secure;
      return parse_absolute (self, skip_slashes (text)) ? g_steal_pointer (&self) : NULL;
    }
  parse_relative (self, text, base);
  return g_steal_pointer (&self);
}

/* "http://…": whatever it stands in. */
static gboolean
is_absolute (const char *text)
{
  const gsize scheme = scheme_length (text);

  return scheme > 0 && is_slash (text[scheme]) && is_slash (text[scheme + 1]);
}

JaridaAddress *
jarida_address_parse (const char *reference,
                      const char *base)
{
  g_autofree char *reference_text = reference != NULL ? clean (reference) : NULL;
  g_autofree char *base_text = NULL;
  g_autoptr(JaridaAddress) base_address = NULL;

  if (reference_text == NULL)
    return NULL;
  if (base != NULL && !is_absolute (reference_text))
    base_text = clean (base);
  if (base_text != NULL)
    base_address = parse_clean (base_text, NULL);
  return parse_clean (reference_text, base_address);
}

char *
jarida_address_to_text (const JaridaAddress *self)
{
  GString *out = g_string_new (self->secure ? "https://" : "http://");

  g_string_append (out, self->host);
  if (self->port != 0)
    g_string_append_printf (out, ":%d", MAX (self->port, 0));
  for (guint i = 0; i < self->path->len; i++)
    {
      g_string_append_c (out, '/');
      g_string_append (out, g_ptr_array_index (self->path, i));
    }
  if (self->path->len == 0)
    g_string_append_c (out, '/');
  if (self->query != NULL)
    {
      g_string_append_c (out, '?');
      g_string_append (out, self->query);
    }
  if (self->fragment != NULL)
    {
      g_string_append_c (out, '#');
      g_string_append (out, self->fragment);
    }
  return g_string_free (out, FALSE);
}

char *
jarida_address_resolve (const char *reference,
                        const char *base)
{
  g_autoptr(JaridaAddress) address = jarida_address_parse (reference, base);

  return address != NULL ? jarida_address_to_text (address) : NULL;
}

char *
jarida_address_resolve_link (const char *reference,
                             const char *base)
{
  g_autofree char *text = reference != NULL ? clean (reference) : NULL;

  if (text == NULL || g_ascii_strncasecmp (text, "mailto:", 7) != 0)
    return jarida_address_resolve (reference, base);
  if (strchr (text, '@') == NULL)
    return NULL;
  return encode (text, text + strlen (text), ENCODE_FRAGMENT "\\|");
}

char *
jarida_address_from_input (const char *text)
{
  g_autofree char *input = text != NULL ? clean (text) : NULL;
  g_autofree char *typed = NULL;
  g_autoptr(JaridaAddress) address = NULL;
  const char *p = input;

  if (input == NULL || *input == '\0')
    return NULL;
  if (g_ascii_strncasecmp (p, "feed:", 5) == 0)
    p += 5;
  if (scheme_length (p) == 0 || g_ascii_isdigit (p[scheme_length (p)]))
    typed = g_strconcat ("https://", skip_slashes (p), NULL);
  address = jarida_address_parse (typed != NULL ? typed : p, NULL);

  /* A word is a search and not an address. */
  if (address == NULL || (typed != NULL && strchr (address->host, '.') == NULL
                          && address->host[0] != '[' && strcmp (address->host, "localhost") != 0))
    return NULL;
  return jarida_address_to_text (address);
}

char *
jarida_address_dup_host (const char *address)
{
  g_autoptr(JaridaAddress) parsed = jarida_address_parse (address, NULL);

  if (parsed == NULL)
    return NULL;
  return g_strdup_printf ("%s:%d", parsed->host,
                          parsed->port == 0 ? (parsed->secure ? 443 : 80) : MAX (parsed->port, 0));
}

char *
jarida_address_dup_site_name (const char *address)
{
  g_autoptr(JaridaAddress) parsed = jarida_address_parse (address, NULL);
  g_autofree char *name = NULL;

  if (parsed == NULL)
    return NULL;
  name = g_hostname_to_unicode (parsed->host);
  if (name == NULL)
    name = g_strdup (parsed->host);
  return g_strdup (g_str_has_prefix (name, "www.") && strchr (name + 4, '.') != NULL ? name + 4 : name);
}

char *
jarida_address_dup_site (const char *address)
{
  g_autoptr(JaridaAddress) parsed = jarida_address_parse (address, NULL);
  const char *host;

  if (parsed == NULL)
    return NULL;
  host = g_str_has_prefix (parsed->host, "www.") && strchr (parsed->host + 4, '.') != NULL ? parsed->host + 4 : parsed->host;
  if (parsed->port <= 0 || parsed->port == 80 || parsed->port == 443)
    return g_strdup (host);
  return g_strdup_printf ("%s:%d", host, parsed->port);
}
