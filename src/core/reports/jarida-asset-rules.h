/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How newspapers name one picture under many addresses: crop box, size and quality stand in the path or behind "?". The
 * rules are data (data/asset-rules.json says their form), published with the block list and signed with it. Immutable,
 * any thread. */
typedef struct _JaridaAssetRules JaridaAssetRules;

#define JARIDA_ASSET_RULES_ERROR (jarida_asset_rules_error_quark ())
typedef enum
{
  JARIDA_ASSET_RULES_ERROR_MALFORMED,    /* no rules, or one of them is wrong: none is used */
} JaridaAssetRulesError;
GQuark jarida_asset_rules_error_quark (void);

#define JARIDA_TYPE_ASSET_RULES (jarida_asset_rules_get_type ())
GType             jarida_asset_rules_get_type    (void);
JaridaAssetRules *jarida_asset_rules_parse       (GBytes *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those that came with this program. (transfer none) */
JaridaAssetRules *jarida_asset_rules_get_default (void);
JaridaAssetRules *jarida_asset_rules_ref         (JaridaAssetRules *self);
void              jarida_asset_rules_unref       (JaridaAssetRules *self);
guint             jarida_asset_rules_get_serial  (const JaridaAssetRules *self);
/* @out_group: (transfer none) the family of hosts; @out_asset: (transfer full) the name within it. */
gboolean          jarida_asset_rules_match       (const JaridaAssetRules *self,
                                                  const char             *address,
                                                  const char            **out_group,
                                                  char                  **out_asset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaAssetRules, jarida_asset_rules_unref)

G_END_DECLS
