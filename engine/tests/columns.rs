//! The file of columns: what is written is read again, and what is not a file is refused without a panic.

use passerelle_engine::{
    columns::{Column, FileRefusal, read, write},
    crossfilter::Crossfilter,
    planes::Refusal,
};

/// Made up: a single choice of three codes and a multiple one of two options, 23 rows.
fn file() -> Vec<u8> {
    let codes: Vec<u8> = (0..23).map(|row| row % 3).collect();
    let answered: Vec<bool> = (0..23).map(|row| row != 4).collect();
    let options = [(0..23).map(|row| row % 2 == 1).collect(), (0..23).map(|row| row > 20).collect()];
    write(23, &[Column::Single { answers: 3, codes: &codes }, Column::Multiple { answered: &answered, options: &options }]).unwrap()
}

fn refused(change: impl Fn(&mut Vec<u8>)) -> FileRefusal {
    let mut file = file();
    change(&mut file);
    read(&file).err().expect("this file should be refused")
}

#[test]
fn what_is_written_is_read_again() {
    assert_eq!(Crossfilter::new(read(&file()).unwrap()).counts(None), [8, 8, 7, 22, 11, 2]);
}

#[test]
fn a_column_in_bytes_reads_as_one_in_bits() {
    let mut file = b"PCOL\x01\0\x01\0\x03\0\0\0\x02\0\x05\0".to_vec();
    file.extend([4, 0, 4]);
    file.resize(16 + 128, 0);
    assert_eq!(Crossfilter::new(read(&file).unwrap()).counts(None), [1, 0, 0, 0, 2]);
    file[16] = 5;
    assert_eq!(read(&file).err(), Some(FileRefusal::Answers(Refusal::Code)));
    file[16] = 4;
    file[16 + 3] = 1;
    assert_eq!(read(&file).err(), Some(FileRefusal::AfterTheLastRow));
}

#[test]
fn the_layout_is_the_one_that_is_documented() {
    let file = file();
    assert_eq!(file[..20], *b"PCOL\x01\0\x02\0\x17\0\0\0\0\0\x03\0\x01\0\x03\0");
    assert_eq!(file.len(), 20 + 5 * 16);
    // Codes 0 1 2 0 1 2 0 1: the low bits, then the high bits.
    assert_eq!((file[20], file[36]), (0b1001_0010, 0b0010_0100));
}

#[test]
fn files_that_are_not_whole_and_consistent_are_refused() {
    let cases: [(&str, FileRefusal); 9] = [
        ("another beginning", refused(|file| file[0] = b'X')),
        ("a later version", refused(|file| file[4] = 2)),
        ("an unknown kind", refused(|file| file[12] = 3)),
        ("no answer", refused(|file| file[14] = 0)),
        ("too many answers", refused(|file| file[15] = 2)),
        ("something after the end", refused(|file| file.push(0))),
        ("more rows than it holds", refused(|file| file[9] = 1)),
        ("more rows than are allowed", refused(|file| file[11] = 255)),
        ("a bit after the last row", refused(|file| file[22] |= 0x80)),
    ];
    use FileRefusal::*;
    let expected = [NotColumns, Version(2), Kind(3), Size, Size, Length, Length, Size, AfterTheLastRow];
    for ((name, met), expected) in cases.into_iter().zip(expected) {
        assert_eq!(met, expected, "{name}");
    }
    assert_eq!(refused(|file| (file[20], file[36]) = (255, 255)), Answers(Refusal::Code));
    assert_eq!(refused(|file| file[20 + 32] = 0), Answers(Refusal::ChosenWithoutAnswer));
}

#[test]
fn a_file_cut_anywhere_or_spoilt_anywhere_never_panics() {
    let whole = file();
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "cut at {length}");
    }
    let mut read_all_the_same = 0;
    for place in 0..whole.len() {
        for bit in 0..8 {
            let mut spoilt = whole.clone();
            spoilt[place] ^= 1 << bit;
            // Some are other answers, and right: they must count without a panic too.
            if let Ok(planes) = read(&spoilt) {
                read_all_the_same += 1;
                assert_eq!(Crossfilter::new(planes).counts(None).len(), 6);
            }
        }
    }
    assert!(read_all_the_same > 20, "{read_all_the_same}");
}

#[test]
fn columns_that_a_reader_would_refuse_are_not_written() {
    let none: [Vec<bool>; 0] = [];
    for (column, expected) in [
        (Column::Single { answers: 2, codes: &[0, 1] }, FileRefusal::Length),
        (Column::Single { answers: 2, codes: &[0, 1, 2] }, FileRefusal::Answers(Refusal::Code)),
        (Column::Single { answers: 0, codes: &[0, 0, 0] }, FileRefusal::Size),
        (Column::Single { answers: 257, codes: &[0, 0, 0] }, FileRefusal::Size),
        (Column::Multiple { answered: &[true], options: &none }, FileRefusal::Length),
        (Column::Multiple { answered: &[true, true, false], options: &[vec![false, true, true]] }, FileRefusal::Answers(Refusal::ChosenWithoutAnswer)),
    ] {
        assert_eq!(write(3, &[column]).err(), Some(expected), "{column:?}");
    }
}

#[test]
fn no_question_and_no_row_are_files_too() {
    for (rows, columns) in [(0, &[][..]), (5, &[]), (0, &[Column::Single { answers: 4, codes: &[] }])] {
        let planes = read(&write(rows, columns).unwrap()).unwrap();
        assert_eq!((planes.rows(), planes.questions().len()), (rows, columns.len()));
        assert!(Crossfilter::new(planes).counts(None).iter().all(|count| *count == 0));
    }
}
