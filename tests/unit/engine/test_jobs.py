"""Jobs: results, errors, cancelling; no thread is left behind."""

import gc
import threading
import time
import weakref

import pytest

from dtale_nb.engine.jobs import (
    Cancelled,
    Token,
    Workers,
    checkpoint,
    side_by_side,
    stoppable,
)


def threads():
    return [t for t in threading.enumerate() if t.name == "dtale_nb job"]


def gone(seconds=5):
    ends = time.monotonic() + seconds
    while threads() and time.monotonic() < ends:
        time.sleep(0.005)
    return not threads()


def test_results_and_errors():
    workers = Workers()
    assert workers.start(lambda: 6 * 7).result() == 42
    with pytest.raises(ZeroDivisionError):
        workers.start(lambda: 1 // 0).result()
    with pytest.raises(SystemExit):
        workers.start(lambda: exec("raise SystemExit")).result()
    assert workers.start(lambda: 1).result() == 1
    assert gone()


def test_only_so_many_run_at_a_time():
    workers, running, most, lock = Workers(2), [], [], threading.Lock()

    def work():
        with lock:
            running.append(1)
            most.append(len(running))
        time.sleep(0.01)
        with lock:
            running.pop()

    jobs = [workers.start(work) for _ in range(12)]
    for job in jobs:
        job.result()
    assert max(most) == 2
    assert gone()


def endless():
    while True:
        checkpoint()
        time.sleep(0.001)


def test_cancelled_work_stops_or_never_begins():
    workers = Workers(1)
    first, second = workers.start(endless), workers.start(endless)
    assert not first.wait(0.02)
    second.cancel()
    first.cancel()
    for job in (first, second):
        with pytest.raises(Cancelled):
            job.result()
    assert workers.start(lambda: 1).result() == 1
    assert gone()


def test_cancelling_at_random_leaves_nothing():
    workers = Workers()
    jobs = [workers.start(endless) for _ in range(200)]
    for turn, job in enumerate(jobs):
        if turn % 3 == 0:
            time.sleep(0.001)
        job.cancel()
    workers.cancel_all()
    assert all(job.wait(5) for job in jobs)
    assert gone()


def test_what_a_job_held_is_let_go():
    class Thing:
        pass

    thing = Thing()
    ref = weakref.ref(thing)
    job = Workers().start(lambda held=thing: id(held))
    assert job.result() == id(thing)
    del thing
    gc.collect()
    assert ref() is None
    assert gone()


def test_a_checkpoint_outside_of_jobs_does_nothing():
    checkpoint()
    token = Token()
    with stoppable(token):
        checkpoint()
        token.cancel()
        with pytest.raises(Cancelled):
            checkpoint()
    checkpoint()


def test_pieces_of_one_work_run_at_the_same_time():
    met, done = threading.Barrier(2, timeout=10), []

    def work():
        met.wait()
        done.append(threading.current_thread())

    side_by_side(work, work)
    assert len(set(done)) == 2
    assert threading.current_thread() in done
    assert gone()


@pytest.mark.parametrize("turn", [0, 1])
def test_an_error_of_one_piece_stops_the_other(turn):
    works = [endless, lambda: 1 // 0]
    with pytest.raises(ZeroDivisionError):
        side_by_side(works[turn], works[1 - turn])
    assert gone()


def test_pieces_stop_with_the_work_around_them():
    token, began = Token(), threading.Event()

    def work():
        began.set()
        endless()

    stopper = threading.Thread(target=lambda: (began.wait(10), token.cancel()))
    stopper.start()
    with pytest.raises(Cancelled), stoppable(token):
        side_by_side(work, endless)
    stopper.join()
    assert gone()
