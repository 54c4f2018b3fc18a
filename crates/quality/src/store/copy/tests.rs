//! Copies and pools over real files, plain and encrypted.

use std::path::{Path, PathBuf};

use super::super::{Edit, Error, Occupant, Passphrase, Pool, PoolKey, Store, load, restore_into};
use crate::assessment::{self, Assessment};
use crate::clock::Moment;
use crate::digest::Digest;
use crate::journal::{Record, RecordKind};
use crate::{evidence, grid};

fn at(second: i64) -> Moment {
    Moment::from_unix(1_790_000_000 + second).unwrap()
}

fn occupant() -> Occupant {
    Occupant {
        by: "a".into(),
        host: "b".into(),
        since: at(0),
    }
}

fn secret() -> Passphrase {
    Passphrase::new("une phrase à retenir".into())
}

/// A filled workspace with two contents, one of several chunks.
struct Case {
    folder: tempfile::TempDir,
    passphrase: Option<Passphrase>,
    store: Store,
    assessment: Assessment,
    contents: [Digest; 2],
}

fn case(passphrase: Option<Passphrase>) -> Case {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let bytes = std::fs::read(fixtures.join("grids/valid/complete.json")).unwrap();
    let published = grid::read(bytes).unwrap();
    let bytes = std::fs::read(fixtures.join("assessments/complete.json")).unwrap();
    let assessment = assessment::read(&bytes, &published).unwrap();
    let path = folder.path().join("été #1?.mentorat");
    let store = Store::create(&path, passphrase.as_ref(), &occupant()).unwrap();
    store.keep_edition(&published).unwrap();
    let transaction = store.transaction().unwrap();
    store
        .create_within(&transaction, &assessment, at(0), None)
        .unwrap();
    let keep = |bytes: &[u8]| {
        let kept = evidence::keep(&transaction, "f", bytes, 1 << 20, &mut |_| true);
        kept.unwrap().digest
    };
    let long: Vec<u8> = (0..600_000_u32).map(|n| (n % 251) as u8).collect();
    let contents = [keep(b"court"), keep(&long)];
    store.commit(transaction).unwrap();
    Case {
        folder,
        passphrase,
        store,
        assessment,
        contents,
    }
}

impl Case {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn pool(&self) -> Pool {
        let key = self.passphrase.as_ref().map(|_| key(7));
        Pool::open(&self.path("pool"), key.as_ref()).unwrap()
    }

    fn filled_pool(&self) -> Pool {
        let pool = self.pool();
        for digest in self.contents {
            assert!(pool.add(&self.store, digest).unwrap());
        }
        pool
    }

    fn restore(&self, copy: &str, pool: Option<&Pool>, to: &str) -> Result<Vec<Digest>, Error> {
        let passphrase = self.passphrase.as_ref();
        restore_into(
            &self.path(copy),
            passphrase,
            pool,
            &self.path(to),
            &mut |_, _| true,
        )
    }

    fn open(&self, name: &str) -> Store {
        Store::open(&self.path(name), self.passphrase.as_ref(), &occupant()).unwrap()
    }

    /// A change of one record.
    fn change(&self, second: i64) {
        let edit = Edit {
            record: Record::keyed(RecordKind::Note, "x"),
            after: Some(second.to_string().into()),
        };
        self.store
            .change(self.assessment.id, at(second), None, &[edit])
            .unwrap();
    }
}

fn key(seed: u8) -> PoolKey {
    struct Same(u8);
    impl crate::random::Randomness for Same {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }
    PoolKey::draw(&Same(seed))
}

fn both() -> [Case; 2] {
    [case(None), case(Some(secret()))]
}

#[test]
fn a_copy_has_every_row_but_the_bytes_of_evidence() {
    for case in both() {
        case.store.copy_facts_into(&case.path("copy")).unwrap();
        assert_eq!(case.store.equals_copy(&case.path("copy")), Some(true));
        let size = |name: &str| std::fs::metadata(case.path(name)).unwrap().len();
        assert!(size("copy") < 400_000, "the long content stayed behind");
        let loaded = load(&case.path("copy"), case.passphrase.as_ref()).unwrap();
        assert!(loaded.inside.is_empty());
        let id = case.assessment.id;
        assert_eq!(loaded.facts.assessment(id).unwrap(), case.assessment);
        let named = loaded.facts.contents().unwrap().into_iter();
        assert!(named.map(|(digest, _)| digest).eq(case.contents));
        assert_eq!(
            loaded.facts.journal(id).unwrap(),
            case.store.journal(id).unwrap()
        );
        case.change(1);
        assert_eq!(case.store.equals_copy(&case.path("copy")), Some(false));
    }
}

#[test]
fn an_encrypted_copy_opens_with_the_same_passphrase_alone() {
    let case = case(Some(secret()));
    case.store.copy_facts_into(&case.path("copy")).unwrap();
    assert!(matches!(
        load(&case.path("copy"), None),
        Err(Error::PassphraseWanted { .. })
    ));
    let other = Passphrase::new("une autre phrase".into());
    assert!(matches!(
        load(&case.path("copy"), Some(&other)),
        Err(Error::WrongPassphrase { .. })
    ));
    let bytes = std::fs::read(case.path("copy")).unwrap();
    let name = case.assessment.organisation.name.as_bytes();
    assert!(!bytes.windows(name.len()).any(|window| window == name));
}

#[test]
fn a_copy_and_the_pool_give_the_workspace_back() {
    for case in both() {
        case.store.copy_facts_into(&case.path("copy")).unwrap();
        let pool = case.filled_pool();
        assert_eq!(case.restore("copy", Some(&pool), "back").unwrap(), []);
        let back = case.open("back");
        back.check().unwrap();
        assert_eq!(
            back.assessment(case.assessment.id).unwrap(),
            case.assessment
        );
        for digest in case.contents {
            evidence::write_to(back.connection(), digest, &mut std::io::sink()).unwrap();
        }
    }
}

#[test]
fn what_the_pool_lacks_is_named_and_no_longer_promised() {
    for case in both() {
        case.store.copy_facts_into(&case.path("copy")).unwrap();
        let pool = case.pool();
        assert!(pool.add(&case.store, case.contents[0]).unwrap());
        let missing = case.restore("copy", Some(&pool), "back").unwrap();
        assert_eq!(missing, [case.contents[1]]);
        let back = case.open("back");
        let is_kept = |digest| evidence::is_kept(back.connection(), digest).unwrap();
        assert_eq!(case.contents.map(is_kept), [true, false]);
        back.check().unwrap();
        assert_eq!(case.restore("copy", None, "bare").unwrap(), case.contents);
    }
}

#[test]
fn a_whole_file_comes_back_without_a_pool_and_mends_its_evidence_with_one() {
    for case in both() {
        case.store
            .copy_into(&case.path("whole"), &mut |_, _| true)
            .unwrap();
        assert_eq!(case.restore("whole", None, "back").unwrap(), []);
        case.open("back").check().unwrap();
        let damage = "UPDATE chunk SET bytes = x'00' WHERE ordinal = 1";
        case.filled_pool();
        case.store.connection.execute(damage, []).unwrap();
        case.store
            .copy_into(&case.path("bad"), &mut |_, _| true)
            .unwrap();
        assert_eq!(
            case.restore("bad", None, "less").unwrap(),
            [case.contents[1]]
        );
        assert_eq!(
            case.restore("bad", Some(&case.pool()), "mended").unwrap(),
            []
        );
    }
}

#[test]
fn a_content_is_in_the_pool_once_and_never_when_it_is_damaged() {
    for case in both() {
        let pool = case.filled_pool();
        assert!(pool.add(&case.store, case.contents[0]).unwrap());
        assert_eq!(pool.digests().unwrap(), case.contents);
        drop(pool);
        let damage = "UPDATE chunk SET bytes = x'00' WHERE ordinal = 1";
        case.store.connection.execute(damage, []).unwrap();
        let key = case.passphrase.as_ref().map(|_| key(9));
        let other = Pool::open(&case.path("other"), key.as_ref()).unwrap();
        assert!(other.add(&case.store, case.contents[0]).unwrap());
        assert!(!other.add(&case.store, case.contents[1]).unwrap());
        assert_eq!(other.digests().unwrap(), [case.contents[0]]);
    }
}

#[test]
fn a_pool_opens_with_its_key_alone_and_changes_it_as_a_new_file() {
    let case = case(Some(secret()));
    drop(case.filled_pool());
    let path = case.path("pool");
    for wrong in [None, Some(key(8))] {
        let opened = Pool::open_to_read(&path, wrong.as_ref());
        assert!(matches!(opened, Err(Error::WrongPassphrase { .. })));
    }
    let copied = case.pool().copy_into(&case.path("plain"), None);
    assert_eq!(copied.unwrap(), []);
    let plain = Pool::open_to_read(&case.path("plain"), None).unwrap();
    assert_eq!(plain.digests().unwrap(), case.contents);
    assert!(matches!(
        Pool::open_to_read(&case.path("none"), None),
        Err(Error::Missing { .. })
    ));
}

#[test]
fn a_pool_under_way_when_all_stops_has_what_was_committed() {
    for case in both() {
        let pool = case.pool();
        assert!(pool.add(&case.store, case.contents[0]).unwrap());
        pool.connection_for_test()
            .execute_batch("BEGIN; DELETE FROM chunk; PRAGMA cache_spill = 1;")
            .unwrap();
        // The state on the disk at this moment, as a crash would leave it.
        for end in ["", "-journal"] {
            let from = case.path(&format!("pool{end}"));
            if from.exists() {
                std::fs::copy(from, case.path(&format!("crashed{end}"))).unwrap();
            }
        }
        let key = case.passphrase.as_ref().map(|_| key(7));
        let crashed = Pool::open_to_read(&case.path("crashed"), key.as_ref()).unwrap();
        assert!(crashed.is_sound(case.contents[0]).unwrap());
    }
}

#[test]
fn a_copy_of_a_workspace_that_is_not_sound_is_refused() {
    let case = case(None);
    let altered = "UPDATE entry SET after = '{}' WHERE sequence = 2";
    case.store.connection.execute(altered, []).unwrap();
    let copied = case.store.copy_facts_into(&case.path("copy"));
    assert!(matches!(copied, Err(Error::Journal { .. })));
}

#[test]
fn a_foreign_trigger_is_not_carried_along() {
    let case = case(None);
    case.store
        .connection
        .execute_batch("CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM entry; END")
        .unwrap();
    let copied = case.store.copy_facts_into(&case.path("copy"));
    assert!(matches!(copied, Err(Error::Damaged { .. })));
}

#[test]
fn a_damaged_copy_is_never_taken_for_a_good_one() {
    let case = case(None);
    case.store.copy_facts_into(&case.path("copy")).unwrap();
    let whole = std::fs::read(case.path("copy")).unwrap();
    for length in (0..whole.len()).step_by(4096 * 3) {
        std::fs::write(case.path("cut"), &whole[..length]).unwrap();
        assert!(load(&case.path("cut"), None).is_err(), "{length} bytes");
    }
    let mut noticed = 0;
    for flipped in (0..whole.len()).step_by(997) {
        let mut bytes = whole.clone();
        bytes[flipped] ^= 0x10;
        std::fs::write(case.path("bad"), &bytes).unwrap();
        match load(&case.path("bad"), None) {
            // A flip in free space.
            Ok(_) => assert_eq!(case.store.equals_copy(&case.path("bad")), Some(true)),
            Err(_) => noticed += 1,
        }
    }
    assert!(noticed > 10, "{noticed}: the rest is free space");
}
