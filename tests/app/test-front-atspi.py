# SPDX-License-Identifier: GPL-3.0-or-later
"""test-front-atspi.py JARIDA JARIDA-FILL: the front page as a screen reader and a keyboard meet it, from outside the program."""
import re, subprocess, sys, tempfile, time
from ears import Atspi, PROGRAM_ENVIRONMENT, check, end, find_application, press, wait_for, walk

N_ARTICLES = 20000
DOWN, RETURN, ESCAPE = 0xff54, 0xff0d, 0xff1b

def cards(application):
    return [node for node in walk(application) if node.get_role_name() == 'link' and re.search(r', (Journal|جريدة) \d, ', node.get_name() or '')]

def focused(application):
    for i, card in enumerate(cards(application)):
        card.clear_cache()
        if card.get_state_set().contains(Atspi.StateType.FOCUSED):
            return i
    return None

def look_and_press(application):
    found = wait_for(lambda: cards(application))
    if not check(found, 'cards are told, by title, newspaper and time'):
        return
    for card in found[:3]:
        print('# ' + card.get_name(), file=sys.stderr)
    check(all(card.get_name().startswith('Unread, ') for card in found), 'unread comes first in a name')
    headings = [node.get_name() for node in walk(application) if node.get_role_name() == 'heading']
    check(any(re.search(r'[A-Z][a-z]+day \d+ [A-Z][a-z]+ \d{4}', name or '') for name in headings), 'the day is a heading')
    check({'Headlines', 'More Headlines'} & set(headings), 'and so is what comes under the lead')
    buttons = {node.get_name() for node in walk(application)}
    check({'Edition before', 'Choose an edition', 'Edition after'} <= buttons, 'the ways to other editions have names')
    Atspi.generate_mouse_event(600, 700, 'abs')
    time.sleep(0.3)
    if check(wait_for(lambda: focused(application) == 0), 'the keyboard is at the lead') and check(len(found) > 6, 'a page of cards'):
        press(DOWN)
        check(wait_for(lambda: focused(application) == 1), 'Down goes to the next card')
    at = focused(application) or 0
    press(RETURN)
    check(wait_for(lambda: not cards(application) or not cards(application)[at].get_state_set().contains(Atspi.StateType.SHOWING)), 'Enter opens the article')
    time.sleep(0.5)
    press(ESCAPE)
    check(wait_for(lambda: focused(application) == at), 'Escape leads back to its card')

def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[2], folder, '2', str(N_ARTICLES), '200', 'whole-days'], check=True, stdout=subprocess.DEVNULL,
                       env=PROGRAM_ENVIRONMENT)
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
