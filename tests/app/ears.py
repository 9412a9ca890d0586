# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests that ask a program from outside share: the tree a screen reader sees, waiting, and what was found."""
import os, sys, time
PROGRAM_ENVIRONMENT = dict(os.environ)
# A warning is fatal in the program, not on this side: Atspi warns when it asks for something that is not there yet.
os.environ['G_DEBUG'] = ''
import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib

results = []

def begin_at_list(folder):
    """The program with its shelf in @folder opens with all headlines, not with the front page."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'settings.ini'), 'w', encoding='utf-8') as settings:
        settings.write('[Jarida]\nlast-place=(0, int64 0)\n')

def walk(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    try:
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return   # it has gone while it was asked; whoever walks comes again
    for child in children:
        yield from walk(child, depth + 1)

def wait_for(what, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = what()
        except GLib.Error:
            found = None
        if found:
            return found
        time.sleep(0.05)
    return None

def find_application():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(i)
        if application is not None and 'jarida' in (application.get_name() or ''):
            return application
    return None

def press(key):
    Atspi.generate_keyboard_event(key if isinstance(key, int) else ord(key), None, Atspi.KeySynthType.SYM)

def check(good, sentence):
    results.append((bool(good), sentence))
    return good

def end(least):
    """Writes what was found as TAP; the status to leave with."""
    # The buses under us write to the standard output too; with-atspi keeps ours apart.
    sys.stdout = os.fdopen(3, 'w', encoding='utf-8')
    print('1..%d' % len(results))
    for number, (good, sentence) in enumerate(results, 1):
        print('%s %d %s' % ('ok' if good else 'not ok', number, sentence))
    return 0 if all(good for good, sentence in results) and len(results) > least else 1
