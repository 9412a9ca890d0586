/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-shell.h"

#if JARIDA_MODERN
#define OUTER_TYPE AdwOverlaySplitView
#define INNER_TYPE AdwNavigationSplitView
#else
#define OUTER_TYPE AdwFlap
#define INNER_TYPE AdwLeaflet
#endif

struct _JaridaShell
{
  GtkWidget   parent_instance;

  /* Template children. The sources are in the outer one, list and reader in the inner one. */
  OUTER_TYPE *outer;
  INNER_TYPE *inner;
  AdwBin     *sources_bin;
  AdwBin     *list_bin;
  AdwBin     *reader_bin;
};

enum
{
  PROP_0,
  PROP_SOURCES,
  PROP_LIST,
  PROP_READER,
  PROP_SIDEBAR_SHOWN,
  PROP_SIDEBAR_COLLAPSED,
  PROP_READER_COLLAPSED,
  PROP_SIDEBAR_TOGGLE_SHOWN,
  PROP_SOURCES_END,
  PROP_LIST_STARTS,
  PROP_LIST_ENDS,
  PROP_READER_STARTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaShell, jarida_shell, GTK_TYPE_WIDGET)

#if JARIDA_MODERN

static gboolean
get_sidebar_collapsed (JaridaShell *self)
{
  return adw_overlay_split_view_get_collapsed (self->outer);
}

static gboolean
get_sidebar_shown (JaridaShell *self)
{
  return adw_overlay_split_view_get_show_sidebar (self->outer);
}

static void
set_sidebar_shown (JaridaShell *self,
                   gboolean     shown)
{
  adw_overlay_split_view_set_show_sidebar (self->outer, shown);
}

static gboolean
get_reader_collapsed (JaridaShell *self)
{
  return adw_navigation_split_view_get_collapsed (self->inner);
}

static gboolean
get_reader_on_top (JaridaShell *self)
{
  return adw_navigation_split_view_get_show_content (self->inner);
}

static void
set_reader_on_top (JaridaShell *self,
                   gboolean     on_top)
{
  adw_navigation_split_view_set_show_content (self->inner, on_top);
}

/* Header bars of this generation know by themselves which of them carries the window's buttons. */
static gboolean
carries_buttons (JaridaShell *self,
                 guint        prop_id)
{
  return TRUE;
}

#else

static gboolean
get_sidebar_collapsed (JaridaShell *self)
{
  return adw_flap_get_folded (self->outer);
}

static gboolean
get_sidebar_shown (JaridaShell *self)
{
  return adw_flap_get_reveal_flap (self->outer);
}

static void
set_sidebar_shown (JaridaShell *self,
                   gboolean     shown)
{
  adw_flap_set_reveal_flap (self->outer, shown);
}

static gboolean
get_reader_collapsed (JaridaShell *self)
{
  return adw_leaflet_get_folded (self->inner);
}

static gboolean
get_reader_on_top (JaridaShell *self)
{
  return g_strcmp0 (adw_leaflet_get_visible_child_name (self->inner), "reader") == 0;
}

static void
set_reader_on_top (JaridaShell *self,
                   gboolean     on_top)
{
  adw_leaflet_set_visible_child_name (self->inner, on_top ? "reader" : "list");
}

static gboolean
carries_buttons (JaridaShell *self,
                 guint        prop_id)
{
  const gboolean sources_beside = !get_sidebar_collapsed (self) && get_sidebar_shown (self);

  switch (prop_id)
    {
    case PROP_SOURCES_END:
      return FALSE;
    case PROP_LIST_STARTS:
      return !sources_beside;
    case PROP_LIST_ENDS:
      return get_reader_collapsed (self);
    case PROP_READER_STARTS:
      return get_reader_collapsed (self) && !sources_beside;
    default:
      g_assert_not_reached ();
    }
}

#endif

static void
notify_layout_cb (JaridaShell *self)
{
  for (guint i = PROP_SIDEBAR_SHOWN; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
jarida_shell_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
jarida_shell_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
jarida_shell_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_SHELL);
  G_OBJECT_CLASS (jarida_shell_parent_class)->dispose (object);
}

static void
jarida_shell_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  JaridaShell *self = JARIDA_SHELL (object);

  switch (prop_id)
    {
    case PROP_SOURCES:
      g_value_set_object (value, adw_bin_get_child (self->sources_bin));
      break;
    case PROP_LIST:
      g_value_set_object (value, adw_bin_get_child (self->list_bin));
      break;
    case PROP_READER:
      g_value_set_object (value, adw_bin_get_child (self->reader_bin));
      break;
    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, get_sidebar_shown (self));
      break;
    case PROP_SIDEBAR_COLLAPSED:
      g_value_set_boolean (value, get_sidebar_collapsed (self));
      break;
    case PROP_READER_COLLAPSED:
      g_value_set_boolean (value, get_reader_collapsed (self));
      break;
    case PROP_SIDEBAR_TOGGLE_SHOWN:
      g_value_set_boolean (value, get_sidebar_collapsed (self) || !get_sidebar_shown (self));
      break;
    case PROP_SOURCES_END:
    case PROP_LIST_STARTS:
    case PROP_LIST_ENDS:
    case PROP_READER_STARTS:
      g_value_set_boolean (value, carries_buttons (self, prop_id));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_shell_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  JaridaShell *self = JARIDA_SHELL (object);

  switch (prop_id)
    {
    case PROP_SOURCES:
      adw_bin_set_child (self->sources_bin, g_value_get_object (value));
      break;
    case PROP_LIST:
      adw_bin_set_child (self->list_bin, g_value_get_object (value));
      break;
    case PROP_READER:
      adw_bin_set_child (self->reader_bin, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_SHOWN:
      set_sidebar_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_shell_class_init (JaridaShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_shell_dispose;
  object_class->get_property = jarida_shell_get_property;
  object_class->set_property = jarida_shell_set_property;
  widget_class->measure = jarida_shell_measure;
  widget_class->size_allocate = jarida_shell_size_allocate;

  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_READER] = g_param_spec_object ("reader", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_SIDEBAR_SHOWN] = g_param_spec_boolean ("sidebar-shown", NULL, NULL, TRUE,
                                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_COLLAPSED] = g_param_spec_boolean ("sidebar-collapsed", NULL, NULL, FALSE, told);
  properties[PROP_READER_COLLAPSED] = g_param_spec_boolean ("reader-collapsed", NULL, NULL, FALSE, told);
  properties[PROP_SIDEBAR_TOGGLE_SHOWN] = g_param_spec_boolean ("sidebar-toggle-shown", NULL, NULL, FALSE, told);
  properties[PROP_SOURCES_END] = g_param_spec_boolean ("sources-end", NULL, NULL, FALSE, told);
  properties[PROP_LIST_STARTS] = g_param_spec_boolean ("list-starts", NULL, NULL, FALSE, told);
  properties[PROP_LIST_ENDS] = g_param_spec_boolean ("list-ends", NULL, NULL, FALSE, told);
  properties[PROP_READER_STARTS] = g_param_spec_boolean ("reader-starts", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "shell");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, outer);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, inner);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, sources_bin);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, list_bin);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, reader_bin);
  gtk_widget_class_bind_template_callback (widget_class, notify_layout_cb);
}

static void
jarida_shell_init (JaridaShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_shell_new (void)
{
  return g_object_new (JARIDA_TYPE_SHELL, NULL);
}

void
jarida_shell_show (JaridaShell     *self,
                   JaridaShellPane  pane)
{
  g_return_if_fail (JARIDA_IS_SHELL (self));

  switch (pane)
    {
    case JARIDA_SHELL_SOURCES:
      set_sidebar_shown (self, TRUE);
      break;
    case JARIDA_SHELL_LIST:
    case JARIDA_SHELL_READER:
      if (get_sidebar_collapsed (self))
        set_sidebar_shown (self, FALSE);
      set_reader_on_top (self, pane == JARIDA_SHELL_READER);
      break;
    default:
      g_assert_not_reached ();
    }
}

gboolean
jarida_shell_back (JaridaShell *self)
{
  g_return_val_if_fail (JARIDA_IS_SHELL (self), FALSE);

  if (get_sidebar_collapsed (self) && get_sidebar_shown (self))
    {
      set_sidebar_shown (self, FALSE);
      return TRUE;
    }
  if (get_reader_collapsed (self) && get_reader_on_top (self))
    {
      set_reader_on_top (self, FALSE);
      return TRUE;
    }
  return FALSE;
}

gboolean
jarida_shell_get_visible (JaridaShell     *self,
                          JaridaShellPane  pane)
{
  g_return_val_if_fail (JARIDA_IS_SHELL (self), FALSE);

  switch (pane)
    {
    case JARIDA_SHELL_SOURCES:
      return get_sidebar_shown (self);
    case JARIDA_SHELL_LIST:
      return !get_reader_collapsed (self) || !get_reader_on_top (self);
    case JARIDA_SHELL_READER:
      return !get_reader_collapsed (self) || get_reader_on_top (self);
    default:
      g_assert_not_reached ();
    }
}
