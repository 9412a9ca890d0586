/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-address-parts.h"

/* Parameters that say where the reader came from and never which article is meant. A name that ends in "*" is the
 * beginning of one. */
static const char *const tracking[] = {
  "utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
  "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp",
  "hsctatracking", "_ga", "_gl", "_openstat", "at_medium", "at_campaign", "at_custom*", "at_format", "at_link_*",
  "at_ptr_name", "at_bbc_team", "xtor", "xtref", "xts", "xtmc", "wt_mc", "wt.mc_id", "wt_zmc", "wtmc", "pk_*", "mtm_*",
  "matomo_*", "piwik_*", "hsa_*", "oly_anon_id", "oly_enc_id", "vero_conv", "vero_id", "rb_clickid", "s_cid", "icid",
  "ncid", "cmpid", "ns_source", "ns_mchannel", "ns_campaign", "ns_linkname", "ns_fee", "spm", "scm", "trk", "trkcampaign",
  "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo", "sc_country", "ref_src", "ref_url",
  "feature", "smid", "smtyp", "guccounter", "guce_referrer*", "soc_src", "soc_trk", "ga_source", "ga_medium", "ga_term",
  "ga_content", "ga_campaign", "ga_place", "campaign_id", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source",
  "action_object_map", "action_type_map", "action_ref_map", "__twitter_impression", "mibextid", "wprov",
};

static gboolean
is_tracking (const char *parameter)
{
  gsize length = strcspn (parameter, "=");

  for (guint i = 0; i < G_N_ELEMENTS (tracking); i++)
    {
      gsize known = strlen (tracking[i]);
      gboolean beginning = tracking[i][known - 1] == '*';

      if (beginning)
        known--;
      if ((beginning ? length > known : length == known) && g_ascii_strncasecmp (parameter, tracking[i], known) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The parameters that remain, in their own order: some sites give the order a meaning. */
static char *
clean_query (const char *query)
{
  g_auto(GStrv) parameters = query != NULL ? g_strsplit (query, "&", -1) : NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    {
      if (parameters[i][0] == '\0' || is_tracking (parameters[i]))
        continue;
      if (out->len > 0)
        g_string_append_c (out, '&');
      g_string_append (out, parameters[i]);
    }
  return g_string_free (out, out->len == 0);
}

char *
jarida_address_canonical (const char *address)
{
  g_autoptr(JaridaAddress) parsed = jarida_address_parse (address, NULL);
  gsize length;
  char *query;
  char *text;

  if (parsed == NULL)
    return NULL;
  parsed->secure = TRUE;
  g_clear_pointer (&parsed->fragment, g_free);
  query = clean_query (parsed->query);
  g_free (parsed->query);
  parsed->query = query;

  length = strlen (parsed->host);
  if (g_str_has_prefix (parsed->host, "www.") && strchr (parsed->host + 4, '.') != NULL)
    memmove (parsed->host, parsed->host + 4, length - 3);
  length = strlen (parsed->host);
  if (length > 1 && parsed->host[length - 1] == '.' && parsed->host[length - 2] != '.')
    parsed->host[length - 1] = '\0';
  while (parsed->path->len > 0 && *(const char *) g_ptr_array_index (parsed->path, parsed->path->len - 1) == '\0')
    g_ptr_array_set_size (parsed->path, (int) parsed->path->len - 1);
  text = jarida_address_to_text (parsed);
  if (parsed->path->len == 0)
    {
      char *slash = strchr (text + strlen ("https://"), '/');

      memmove (slash, slash + 1, strlen (slash));
    }
  return text;
}
