# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-atspi.py JARIDA JARIDA-FILL: the window as a screen reader and a keyboard meet it, from outside the program."""
import re, subprocess, sys, tempfile, time
from ears import Atspi, PROGRAM_ENVIRONMENT, begin_at_list, check, end, find_application, press, wait_for, walk

N_ARTICLES = 30

def find(root, role, name):
    return next((node for node in walk(root) if node.get_role_name() in role and node.get_name() == name), None)

def rows(headlines):
    return [node for node in walk(headlines) if node.get_role_name() == 'list item' and node.get_name()]

def first_rows(headlines):
    """Names and states of the first few rows, as they are now."""
    found = rows(headlines)[:6]
    for row in found:
        row.clear_cache()
    return [(row.get_name(), row.get_state_set().contains(Atspi.StateType.SELECTED)) for row in found]

def chosen(headlines):
    return next((i for i, (name, selected) in enumerate(first_rows(headlines)) if selected), None)

def is_unread(headlines, position):
    return first_rows(headlines)[position][0].startswith('Unread, ')

def is_saved(application):
    button = find(application, {'toggle button', 'push button'}, 'Save')
    if button is None:
        return False
    button.clear_cache()
    states = button.get_state_set()
    return states.contains(Atspi.StateType.PRESSED) or states.contains(Atspi.StateType.CHECKED)

def look_and_press(application):
    headlines = wait_for(lambda: next((node for node in walk(application)
                                       if node.get_role_name() == 'list item' and node.get_name()
                                       and node.get_name().startswith('Unread, ')), None))
    check(headlines, 'rows of headlines are told')
    if not headlines:
        return
    headlines = headlines.get_parent()
    names = [name for name, selected in first_rows(headlines)]
    for name in names:
        print('# ' + name, file=sys.stderr)
    check(len(names) == 6 and all(name.startswith('Unread, ') for name in names), 'unread comes first in a name')
    # The newspapers of a filled shelf have these names.
    check(all(re.search(r', (Journal|جريدة) \d, [^,]+$', name) for name in names), 'then title, newspaper and time')
    Atspi.generate_mouse_event(600, 700, 'abs')
    time.sleep(0.3)
    press('j')
    check(wait_for(lambda: chosen(headlines) == 0 and not is_unread(headlines, 0)), 'j opens the first headline')
    press('j')
    check(wait_for(lambda: chosen(headlines) == 1 and not is_unread(headlines, 1)), 'j goes on')
    press('k')
    check(wait_for(lambda: chosen(headlines) == 0), 'k goes back')
    press('n')
    check(wait_for(lambda: chosen(headlines) == 2 and not is_unread(headlines, 2)), 'n goes to the next unread')
    press('m')
    check(wait_for(lambda: is_unread(headlines, 2)), 'm marks as unread')
    check(not is_saved(application), 'nothing is saved yet')
    press('s')
    check(wait_for(lambda: is_saved(application)), 's saves')
    nameless = [node for node in walk(application) if node.get_name() == 'GtkMenuButton']
    check(not nameless, 'the buttons of menus have names')

def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[2], folder, '2', str(N_ARTICLES), '200'], check=True, stdout=subprocess.DEVNULL,
                       env=PROGRAM_ENVIRONMENT)
        begin_at_list(folder)
        program = subprocess.Popen([sys.argv[1], '--data=' + folder], env=PROGRAM_ENVIRONMENT)
        try:
            application = wait_for(find_application)
            check(application, 'the program is told')
            if application:
                look_and_press(application)
        finally:
            program.terminate()
            program.wait()
    return end(2)

sys.exit(main())
