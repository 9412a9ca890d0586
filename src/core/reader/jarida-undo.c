/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-undo.h"

#define MAX_ACTS 50

typedef struct
{
  JaridaUndoFunc  func;
  gpointer        data;       /* (owned) */
  GDestroyNotify  destroy;    /* (nullable) */
} Act;

struct _JaridaUndo
{
  gpointer  owner;            /* Borrowed */
  GQueue    acts;             /* Act, last first */
  gboolean  undoing;
};

static void
free_act (gpointer data)
{
  Act *act = data;

  if (act->destroy != NULL)
    act->destroy (act->data);
  g_free (act);
}

JaridaUndo *
jarida_undo_new (gpointer owner)
{
  JaridaUndo *self = g_new0 (JaridaUndo, 1);

  self->owner = owner;
  g_queue_init (&self->acts);
  return self;
}

void
jarida_undo_free (JaridaUndo *self)
{
  g_queue_clear_full (&self->acts, free_act);
  g_free (self);
}

void
jarida_undo_push (JaridaUndo     *self,
                  JaridaUndoFunc  func,
                  gpointer        data,
                  GDestroyNotify  destroy)
{
  Act *act = g_new (Act, 1);

  *act = (Act) { func, data, destroy };
  if (self->undoing)
    {
      free_act (act);
      return;
    }
  g_queue_push_head (&self->acts, act);
  if (self->acts.length > MAX_ACTS)
    free_act (g_queue_pop_tail (&self->acts));
}

void
jarida_undo_drop (JaridaUndo *self,
                  gpointer    data)
{
  for (GList *l = self->acts.head; l != NULL; l = l->next)
    {
      Act *act = l->data;

      if (act->data != data)
        continue;
      g_queue_delete_link (&self->acts, l);
      free_act (act);
      return;
    }
}

gboolean
jarida_undo_is_empty (JaridaUndo *self)
{
  return g_queue_is_empty (&self->acts);
}

void
jarida_undo_pop (JaridaUndo *self)
{
  Act *act = g_queue_pop_head (&self->acts);

  if (act == NULL)
    return;
  self->undoing = TRUE;
  act->func (self->owner, act->data);
  self->undoing = FALSE;
  free_act (act);
}
