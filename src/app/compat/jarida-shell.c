/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-shell.h"

#include <glib/gi18n.h>

#include "jarida-divider.h"
#include "jarida-pane.h"

#define DEFAULT_SOURCES_WIDTH 256
#define DEFAULT_LIST_WIDTH 380
#define LEAST_SOURCES_WIDTH 200
#define MOST_SOURCES_WIDTH 420
#define LEAST_LIST_WIDTH 280
#define MOST_LIST_WIDTH 640
/* What the reader's pane asks for at least, and the lines between panes. */
#define READER_WIDTH 300
#define LINES 4
/* A divider is a line to look at; a pointer finds it from a little way off, less from the side where the bar to scroll is. */
#define REACH_BEFORE 2
#define REACH_AFTER 6
/* Until panes that slide have come to rest. */
#define REST_MS 350

#if JARIDA_MODERN
/* Of what is left beside the sources, the list gets at most this part: sidebar-width-fraction in the .ui. */
#define LIST_PART 0.5
#define OUTER_TYPE AdwOverlaySplitView
#define INNER_TYPE AdwNavigationSplitView
#else
#define LIST_PART 1.0
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
  GtkStack   *stack;             /* the inner one, or the page */
  AdwBin     *page_bin;
#if JARIDA_MODERN
  AdwBreakpoint *narrow;
#endif

  int         sources_width;     /* in pixels at the usual size of text */
  int         list_width;
  GtkWidget  *dividers[2];       /* children of ours: after the sources, after the list */
  int         grabbed_width;     /* of the pane whose divider is held */
  guint       rest_source;
  gboolean    paged;
};

enum
{
  AFTER_SOURCES,
  AFTER_LIST,
  N_DIVIDERS
};

enum
{
  PROP_0,
  PROP_SOURCES,
  PROP_LIST,
  PROP_READER,
  PROP_PAGE,
  PROP_SOURCES_WIDTH,
  PROP_LIST_WIDTH,
  PROP_SIDEBAR_SHOWN,
  PROP_SIDEBAR_COLLAPSED,
  PROP_READER_COLLAPSED,
  PROP_SIDEBAR_TOGGLE_SHOWN,
  PROP_SOURCES_END,
  PROP_LIST_STARTS,
  PROP_LIST_ENDS,
  PROP_READER_STARTS,
  PROP_BACK_SHOWN,
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

/* The wishes in force. Where the sources fold away follows from them, as it does by itself in the older generation. */
static void
apply_widths (JaridaShell *self)
{
  const int needed = self->sources_width + self->list_width + READER_WIDTH;
  g_autoptr(AdwBreakpointCondition) condition = NULL;

  /* From small to large: the lower bound may never pass the upper one. */
  adw_overlay_split_view_set_min_sidebar_width (self->outer, 0);
  adw_overlay_split_view_set_max_sidebar_width (self->outer, self->sources_width);
  adw_overlay_split_view_set_min_sidebar_width (self->outer, self->sources_width);
  adw_navigation_split_view_set_max_sidebar_width (self->inner, self->list_width);
  condition = adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, needed - 1, ADW_LENGTH_UNIT_SP);
  adw_breakpoint_set_condition (self->narrow, condition);
}

static gboolean
once_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* A split view that has just folded comes back to itself from an idle callback (libadwaita 1.7), even when its window was
 * closed meanwhile: it must outlive that one. The panes in it need not. */
static void
let_go (JaridaShell *self)
{
  if (self->inner == NULL)
    return;
  adw_bin_set_child (self->list_bin, NULL);
  adw_bin_set_child (self->reader_bin, NULL);
  g_idle_add_full (G_PRIORITY_LOW, once_cb, g_object_ref (self->inner), g_object_unref);
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

static void
let_go (JaridaShell *self)
{
}

static void
apply_widths (JaridaShell *self)
{
  GtkWidget *list = adw_bin_get_child (self->list_bin);

  gtk_widget_set_size_request (GTK_WIDGET (self->sources_bin), self->sources_width, -1);
  if (JARIDA_IS_PANE (list))
    g_object_set (list, "preferred-width", self->list_width, NULL);
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

static gboolean
get_page_shown (JaridaShell *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "page") == 0;
}

/* ---- Dividers ---- */

static gboolean
is_divided (JaridaShell *self,
            guint        i)
{
  return i == AFTER_SOURCES ? !get_sidebar_collapsed (self) && get_sidebar_shown (self) : !get_reader_collapsed (self) && !get_page_shown (self);
}

static GtkWidget *
get_divided_pane (JaridaShell *self,
                  guint        i)
{
  return GTK_WIDGET (i == AFTER_SOURCES ? self->sources_bin : self->list_bin);
}

/* Its header may ask for more than its text does. */
static int
get_reader_width (JaridaShell *self)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (self->reader_bin), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return MAX (natural, READER_WIDTH);
}

/* Moving a divider never folds a pane away, nor brings one back: that would happen under the person's hand. */
static void
get_limits (JaridaShell *self,
            guint        i,
            int         *out_least,
            int         *out_most)
{
  const int reader = get_reader_width (self);
  const int room = gtk_widget_get_width (GTK_WIDGET (self)) - reader - LINES;

  if (i == AFTER_SOURCES)
    {
      *out_least = LEAST_SOURCES_WIDTH;
      *out_most = MIN (MOST_SOURCES_WIDTH, room - self->list_width);
      return;
    }
  if (get_sidebar_collapsed (self))
    {
      *out_least = MAX (LEAST_LIST_WIDTH, room + LINES - self->sources_width + 1);
      *out_most = MIN (MOST_LIST_WIDTH, MIN (room, (int) ((room + reader) * LIST_PART)));
    }
  else
    {
      *out_least = LEAST_LIST_WIDTH;
      *out_most = MIN (MOST_LIST_WIDTH, MIN (room - self->sources_width,
                                             (int) ((room + reader - self->sources_width) * LIST_PART)));
    }
}

static void
tell_widths (JaridaShell *self)
{
  for (guint i = 0; i < N_DIVIDERS; i++)
    {
      int least, most;

      get_limits (self, i, &least, &most);
      jarida_divider_tell (JARIDA_DIVIDER (self->dividers[i]), i == AFTER_SOURCES ? self->sources_width : self->list_width,
                           least, most);
    }
}

static guint
find_divider (JaridaShell *self,
              GtkWidget   *divider)
{
  return self->dividers[AFTER_SOURCES] == divider ? AFTER_SOURCES : AFTER_LIST;
}

static void
grabbed_cb (GtkWidget   *divider,
            JaridaShell *self)
{
  self->grabbed_width = gtk_widget_get_width (get_divided_pane (self, find_divider (self, divider)));
}

static void
moved_cb (GtkWidget   *divider,
          double       by,
          JaridaShell *self)
{
  const guint i = find_divider (self, divider);
  int *wish = i == AFTER_SOURCES ? &self->sources_width : &self->list_width;
  int least, most;

  get_limits (self, i, &least, &most);
  if (most < least || !is_divided (self, i))
    return;
  *wish = CLAMP (self->grabbed_width + (int) by, least, most);
  apply_widths (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Only now is the width made known: not at every pixel on the way. */
static void
released_cb (GtkWidget   *divider,
             JaridaShell *self)
{
  const guint i = find_divider (self, divider);

  tell_widths (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[i == AFTER_SOURCES ? PROP_SOURCES_WIDTH : PROP_LIST_WIDTH]);
}

static void
make_dividers (JaridaShell *self)
{
  self->dividers[AFTER_SOURCES] = jarida_divider_new (_("Width of the newspapers"));
  self->dividers[AFTER_LIST] = jarida_divider_new (_("Width of the headlines"));
  for (guint i = 0; i < N_DIVIDERS; i++)
    {
      g_signal_connect (self->dividers[i], "grabbed", G_CALLBACK (grabbed_cb), self);
      g_signal_connect (self->dividers[i], "moved", G_CALLBACK (moved_cb), self);
      g_signal_connect (self->dividers[i], "released", G_CALLBACK (released_cb), self);
      gtk_widget_set_parent (self->dividers[i], GTK_WIDGET (self));
    }
}

static void
place_divider (JaridaShell *self,
               guint        i,
               int          height)
{
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *divider = self->dividers[i];
  graphene_rect_t pane;
  int edge;

  gtk_widget_set_child_visible (divider, is_divided (self, i));
  if (!is_divided (self, i) || !gtk_widget_compute_bounds (get_divided_pane (self, i), GTK_WIDGET (self), &pane))
    return;
  edge = (int) (rtl ? pane.origin.x : pane.origin.x + pane.size.width);
  /* GTK 4.8 wants every child to be measured before it is given its size. */
  gtk_widget_measure (divider, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (divider, &(GtkAllocation) { edge - (rtl ? REACH_AFTER : REACH_BEFORE), 0,
                                                        REACH_BEFORE + REACH_AFTER, height }, -1);
}

static gboolean
rest_cb (gpointer user_data)
{
  JaridaShell *self = user_data;

  self->rest_source = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
notify_layout_cb (JaridaShell *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->rest_source == 0)
    self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
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
  JaridaShell *self = JARIDA_SHELL (widget);

  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  for (guint i = 0; i < N_DIVIDERS; i++)
    place_divider (self, i, height);
}

static void
jarida_shell_dispose (GObject *object)
{
  JaridaShell *self = JARIDA_SHELL (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  let_go (self);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  for (guint i = 0; i < N_DIVIDERS; i++)
    g_clear_pointer (&self->dividers[i], gtk_widget_unparent);
  /* The template lets go only of what it knows by name, which the outermost widget need not be. */
  if (child != NULL)
    gtk_widget_unparent (child);
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
    case PROP_PAGE:
      g_value_set_object (value, adw_bin_get_child (self->page_bin));
      break;
    case PROP_SOURCES_WIDTH:
      g_value_set_int (value, self->sources_width);
      break;
    case PROP_LIST_WIDTH:
      g_value_set_int (value, self->list_width);
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
    case PROP_BACK_SHOWN:
      g_value_set_boolean (value, self->paged || get_reader_collapsed (self));
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
set_width (JaridaShell  *self,
           int          *field,
           const GValue *value,
           GParamSpec   *pspec)
{
  if (*field == g_value_get_int (value))
    return;
  *field = g_value_get_int (value);
  apply_widths (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
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
      apply_widths (self);
      break;
    case PROP_READER:
      adw_bin_set_child (self->reader_bin, g_value_get_object (value));
      break;
    case PROP_PAGE:
      adw_bin_set_child (self->page_bin, g_value_get_object (value));
      break;
    case PROP_SOURCES_WIDTH:
      set_width (self, &self->sources_width, value, pspec);
      break;
    case PROP_LIST_WIDTH:
      set_width (self, &self->list_width, value, pspec);
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
  const GParamFlags wish = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_shell_dispose;
  object_class->get_property = jarida_shell_get_property;
  object_class->set_property = jarida_shell_set_property;
  widget_class->measure = jarida_shell_measure;
  widget_class->size_allocate = jarida_shell_size_allocate;

  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_READER] = g_param_spec_object ("reader", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_SOURCES_WIDTH] = g_param_spec_int ("sources-width", NULL, NULL, 0, 4096, DEFAULT_SOURCES_WIDTH, wish);
  properties[PROP_LIST_WIDTH] = g_param_spec_int ("list-width", NULL, NULL, 0, 4096, DEFAULT_LIST_WIDTH, wish);
  properties[PROP_SIDEBAR_SHOWN] = g_param_spec_boolean ("sidebar-shown", NULL, NULL, TRUE, wish);
  properties[PROP_SIDEBAR_COLLAPSED] = g_param_spec_boolean ("sidebar-collapsed", NULL, NULL, FALSE, told);
  properties[PROP_READER_COLLAPSED] = g_param_spec_boolean ("reader-collapsed", NULL, NULL, FALSE, told);
  properties[PROP_SIDEBAR_TOGGLE_SHOWN] = g_param_spec_boolean ("sidebar-toggle-shown", NULL, NULL, FALSE, told);
  properties[PROP_SOURCES_END] = g_param_spec_boolean ("sources-end", NULL, NULL, FALSE, told);
  properties[PROP_LIST_STARTS] = g_param_spec_boolean ("list-starts", NULL, NULL, FALSE, told);
  properties[PROP_LIST_ENDS] = g_param_spec_boolean ("list-ends", NULL, NULL, FALSE, told);
  properties[PROP_READER_STARTS] = g_param_spec_boolean ("reader-starts", NULL, NULL, FALSE, told);
  properties[PROP_BACK_SHOWN] = g_param_spec_boolean ("back-shown", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "shell");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, outer);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, inner);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, sources_bin);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, list_bin);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, reader_bin);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, page_bin);
#if JARIDA_MODERN
  gtk_widget_class_bind_template_child (widget_class, JaridaShell, narrow);
#endif
  gtk_widget_class_bind_template_callback (widget_class, notify_layout_cb);
}

static void
jarida_shell_init (JaridaShell *self)
{
  self->sources_width = DEFAULT_SOURCES_WIDTH;
  self->list_width = DEFAULT_LIST_WIDTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_dividers (self);
  apply_widths (self);
}

GtkWidget *
jarida_shell_new (void)
{
  return g_object_new (JARIDA_TYPE_SHELL, NULL);
}

static void
show_page (JaridaShell *self,
           gboolean     shown)
{
  if (get_page_shown (self) == shown)
    return;
  gtk_stack_set_visible_child_name (self->stack, shown ? "page" : "panes");
  notify_layout_cb (self);
}

void
jarida_shell_set_paged (JaridaShell *self,
                        gboolean     paged)
{
  g_return_if_fail (JARIDA_IS_SHELL (self));

  self->paged = paged;
  show_page (self, paged);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACK_SHOWN]);
}

gboolean
jarida_shell_get_paged (JaridaShell *self)
{
  g_return_val_if_fail (JARIDA_IS_SHELL (self), FALSE);
  return self->paged;
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
      show_page (self, self->paged && pane == JARIDA_SHELL_LIST);
      set_reader_on_top (self, pane == JARIDA_SHELL_READER);
      break;
    case JARIDA_SHELL_PAGE:
    default:
      g_assert_not_reached ();
    }
}

void
jarida_shell_take_divider (JaridaShell *self)
{
  guint next = 0;

  g_return_if_fail (JARIDA_IS_SHELL (self));

  tell_widths (self);
  for (guint i = 0; i < N_DIVIDERS; i++)
    if (gtk_widget_has_focus (self->dividers[i]))
      next = i + 1;
  for (guint i = next; i < N_DIVIDERS; i++)
    if (is_divided (self, i))
      {
        jarida_divider_take_keyboard (JARIDA_DIVIDER (self->dividers[i]));
        return;
      }
  if (next > 0)
    jarida_divider_give_back (JARIDA_DIVIDER (self->dividers[next - 1]));
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
  if (get_page_shown (self))
    return FALSE;
  if (self->paged)
    {
      show_page (self, TRUE);
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
      return !get_page_shown (self) && (!get_reader_collapsed (self) || !get_reader_on_top (self));
    case JARIDA_SHELL_READER:
      return !get_page_shown (self) && (!get_reader_collapsed (self) || get_reader_on_top (self));
    case JARIDA_SHELL_PAGE:
      return get_page_shown (self);
    default:
      g_assert_not_reached ();
    }
}
