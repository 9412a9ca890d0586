/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include "jarida-retry.h"

struct _JaridaReportEntry
{
  GObject          parent_instance;

  JaridaReportRow *row;            /* (owned) (nullable) until it is shown the first time */
  gboolean         can_withdraw;
  char            *problem;        /* (owned) (nullable) a sentence */
};

G_DEFINE_FINAL_TYPE (JaridaReportEntry, jarida_report_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_ADDRESS,
  PROP_REASON,
  PROP_COMMENT,
  PROP_CREATED,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_CAN_WITHDRAW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_report_entry_finalize (GObject *object)
{
  JaridaReportEntry *self = JARIDA_REPORT_ENTRY (object);

  g_clear_pointer (&self->row, jarida_report_row_free);
  g_free (self->problem);
  G_OBJECT_CLASS (jarida_report_entry_parent_class)->finalize (object);
}

static void
jarida_report_entry_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  JaridaReportEntry *self = JARIDA_REPORT_ENTRY (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, jarida_report_entry_get_id (self));
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, jarida_report_entry_get_address (self));
      break;
    case PROP_REASON:
      g_value_set_int (value, jarida_report_entry_get_reason (self));
      break;
    case PROP_COMMENT:
      g_value_set_string (value, jarida_report_entry_get_comment (self));
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, jarida_report_entry_get_created (self));
      break;
    case PROP_STATE:
      g_value_set_int (value, jarida_report_entry_get_state (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_CAN_WITHDRAW:
      g_value_set_boolean (value, self->can_withdraw);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_report_entry_class_init (JaridaReportEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_report_entry_finalize;
  object_class->get_property = jarida_report_entry_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  properties[PROP_REASON] = g_param_spec_int ("reason", NULL, NULL, 0, G_MAXINT, 0, readable);
  properties[PROP_COMMENT] = g_param_spec_string ("comment", NULL, NULL, NULL, readable);
  properties[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, G_MAXINT, 0, readable);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, readable);
  properties[PROP_CAN_WITHDRAW] = g_param_spec_boolean ("can-withdraw", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_report_entry_init (JaridaReportEntry *self)
{
}

JaridaReportEntry *
_jarida_report_entry_new (void)
{
  return g_object_new (JARIDA_TYPE_REPORT_ENTRY, NULL);
}

gboolean
_jarida_report_can_withdraw (const JaridaReportRow *row,
                             gint64                 now)
{
  switch (row->state)
    {
    case JARIDA_REPORT_QUEUED:
    case JARIDA_REPORT_SENDING:
    case JARIDA_REPORT_LOCAL:
      return TRUE;
    case JARIDA_REPORT_SENT:
      return now < row->sent + JARIDA_WITHDRAW_WITHIN;
    case JARIDA_REPORT_REFUSED:
    case JARIDA_REPORT_WITHDRAWN:
    default:
      return FALSE;
    }
}

static void
notify_if (JaridaReportEntry *self,
           gboolean           changed,
           guint              property)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
_jarida_report_entry_show (JaridaReportEntry     *self,
                           const JaridaReportRow *row,
                           gint64                 now)
{
  g_autoptr(JaridaReportRow) old = g_steal_pointer (&self->row);
  g_autofree char *old_problem = g_steal_pointer (&self->problem);
  const gboolean could_withdraw = self->can_withdraw;

  self->row = jarida_report_row_copy (row);
  self->problem = _jarida_report_problem_text (row);
  self->can_withdraw = _jarida_report_can_withdraw (row, now);
  if (old == NULL)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, g_strcmp0 (old->id, row->id) != 0, PROP_ID);
  notify_if (self, old->state != row->state, PROP_STATE);
  notify_if (self, g_strcmp0 (old_problem, self->problem) != 0, PROP_PROBLEM);
  notify_if (self, could_withdraw != self->can_withdraw, PROP_CAN_WITHDRAW);
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
_jarida_report_entry_get_number (JaridaReportEntry *self)
{
  return self->row->number;
}

const char *
jarida_report_entry_get_id (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), NULL);

  return self->row->id;
}

const char *
jarida_report_entry_get_address (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), NULL);

  return self->row->address;
}

JaridaReportReason
jarida_report_entry_get_reason (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), 0);

  return (JaridaReportReason) self->row->reason;
}

const char *
jarida_report_entry_get_comment (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), NULL);

  return self->row->comment;
}

gint64
jarida_report_entry_get_created (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), 0);

  return self->row->created;
}

JaridaReportState
jarida_report_entry_get_state (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), JARIDA_REPORT_LOCAL);

  return self->row->state;
}

const char *
jarida_report_entry_get_problem (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), NULL);

  return self->problem;
}

gboolean
jarida_report_entry_get_can_withdraw (JaridaReportEntry *self)
{
  g_return_val_if_fail (JARIDA_IS_REPORT_ENTRY (self), FALSE);

  return self->can_withdraw;
}
