/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-background.h"

#include <glib/gi18n.h>

#include "jarida-autostart.h"
#include "jarida-background-portal.h"

struct _JaridaBackground
{
  GObject       parent_instance;

  GApplication *application;     /* borrowed: it owns this */
  GSettings    *settings;        /* (owned) */
  GCancellable *cancellable;     /* (owned) of what is asked */
  char         *problem;         /* (owned) (nullable) */
  char         *program;         /* (owned) the path of this one */
  gboolean      sandboxed;
  gboolean      held;
  gboolean      noted;           /* the desktop was told to start it with the session, as far as is known */
  gboolean      following;       /* the settings are being changed by what was answered */
};

G_DEFINE_FINAL_TYPE (JaridaBackground, jarida_background, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_problem (JaridaBackground *self,
             const char       *problem)
{
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_held (JaridaBackground *self,
          gboolean          held)
{
  if (self->held == held)
    return;
  self->held = held;
  if (held)
    g_application_hold (self->application);
  else
    g_application_release (self->application);
}

/* What was answered is not asked for again. */
static void
set_key (JaridaBackground *self,
         const char       *key,
         gboolean          value)
{
  self->following = TRUE;
  g_settings_set_boolean (self->settings, key, value);
  self->following = FALSE;
}

/* ---- By a file ---- */

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaBackground) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *problem = NULL;

  if (jarida_autostart_set_finish (result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: %s is what the system says of a file that it could not write. */
  problem = g_strdup_printf (_("That Jarida starts with the session could not be written down: %s"), error->message);
  set_problem (self, problem);
  self->noted = FALSE;
  set_key (self, "autostart", FALSE);
}

static void
write_autostart (JaridaBackground *self,
                 gboolean          on)
{
  if (self->noted == on)
    return;
  self->noted = on;
  jarida_autostart_set_async (g_get_user_config_dir (), self->program, on, self->cancellable, written_cb, g_object_ref (self));
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaBackground) self = user_data;

  if (g_cancellable_is_cancelled (self->cancellable) || jarida_autostart_look_finish (result) == JARIDA_AUTOSTART_ON)
    return;
  self->noted = FALSE;
  set_key (self, "autostart", FALSE);
}

/* ---- By asking ---- */

static void
refuse (JaridaBackground *self,
        const char       *problem)
{
  set_problem (self, problem);
  set_key (self, "background", FALSE);
  set_held (self, FALSE);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaBackground) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean background = FALSE, autostart = FALSE;

  if (!jarida_background_portal_ask_finish (result, &background, &autostart, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->noted = autostart;
  /* Switched off while somebody thought about it. */
  if (!g_settings_get_boolean (self->settings, "background"))
    return;
  if (error != NULL)
    refuse (self, _("This desktop does not say whether programs may stay without a window, so Jarida does not."));
  else if (!background)
    refuse (self, _("The desktop does not allow it. Its own settings may have a switch for that, at Jarida’s name."));
  else if (!autostart && g_settings_get_boolean (self->settings, "autostart"))
    {
      set_problem (self, _("The desktop lets Jarida stay, but does not start it with the session."));
      set_key (self, "autostart", FALSE);
    }
}

static void
ask (JaridaBackground *self,
     gboolean          autostart)
{
  GDBusConnection *bus = g_application_get_dbus_connection (self->application);

  if (bus == NULL)
    refuse (self, _("This desktop does not say whether programs may stay without a window, so Jarida does not."));
  else
    jarida_background_portal_ask_async (bus, autostart, _("Newspapers are refreshed while the window is closed."), self->cancellable,
                                        answered_cb, g_object_ref (self));
}

/* ---- What is wanted ---- */

static void
apply (JaridaBackground *self)
{
  const gboolean background = g_settings_get_boolean (self->settings, "background");
  const gboolean autostart = background && g_settings_get_boolean (self->settings, "autostart");

  if (self->following)
    return;
  set_problem (self, NULL);
  /* Until somebody says no. */
  set_held (self, background);
  if (!self->sandboxed)
    write_autostart (self, autostart);
  else if (background || self->noted)
    ask (self, autostart);
}

static void
jarida_background_dispose (GObject *object)
{
  JaridaBackground *self = JARIDA_BACKGROUND (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (jarida_background_parent_class)->dispose (object);
}

static void
jarida_background_finalize (GObject *object)
{
  JaridaBackground *self = JARIDA_BACKGROUND (object);

  g_free (self->problem);
  g_free (self->program);
  G_OBJECT_CLASS (jarida_background_parent_class)->finalize (object);
}

static void
jarida_background_get_property (GObject    *object,
                                guint       property,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (property == PROP_PROBLEM)
    g_value_set_string (value, JARIDA_BACKGROUND (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
jarida_background_class_init (JaridaBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_background_dispose;
  object_class->finalize = jarida_background_finalize;
  object_class->get_property = jarida_background_get_property;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_background_init (JaridaBackground *self)
{
  self->cancellable = g_cancellable_new ();
}

JaridaBackground *
jarida_background_new (GApplication *application,
                       GSettings    *settings,
                       gboolean      sandboxed)
{
  JaridaBackground *self = g_object_new (JARIDA_TYPE_BACKGROUND, NULL);
  const gboolean background = g_settings_get_boolean (settings, "background");

  self->application = application;
  self->settings = g_object_ref (settings);
  self->sandboxed = sandboxed;
  self->program = g_file_read_link ("/proc/self/exe", NULL);
  if (self->program == NULL)
    self->program = g_strdup ("jarida");
  self->noted = background && g_settings_get_boolean (settings, "autostart");
  g_signal_connect_object (settings, "changed::background", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::autostart", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  set_held (self, background);
  /* Somebody may have changed their mind where we were not looking. */
  if (background && sandboxed)
    ask (self, self->noted);
  else if (self->noted)
    jarida_autostart_look_async (g_get_user_config_dir (), self->program, self->cancellable, looked_cb, g_object_ref (self));
  return self;
}

const char *
jarida_background_get_problem (JaridaBackground *self)
{
  g_return_val_if_fail (JARIDA_IS_BACKGROUND (self), NULL);

  return self->problem;
}

void
jarida_background_close (JaridaBackground *self)
{
  g_return_if_fail (JARIDA_IS_BACKGROUND (self));

  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_cancellable_cancel (self->cancellable);
  set_held (self, FALSE);
}
