"""Indonesian sentences about calendars: their files, what is not decreed, why a date counts, a year in print."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- calendar files and their years ---
    "calendar-unknown": 'Kalender "{name}" tidak dikenal; yang ada {known}, atau jalur sebuah berkas .yaml.',
    "calendar-unknown-near": (
        'Kalender "{name}" tidak dikenal; mungkin maksudnya "{near}". Yang ada {known}, atau jalur sebuah berkas .yaml.'
    ),
    "calendar-file-missing": "Berkas kalender {file} tidak ada atau tidak dapat dibuka; periksa jalurnya.",
    "calendar-extends-itself": "Kalender {file} melanjutkan dirinya sendiri; harap putuskan lingkaran pada extends.",
    "calendar-extends-deep": (
        "Kalender {file} melanjutkan terlalu banyak kalender berturut-turut (lebih dari {most}); kurangi."
    ),
    "check-that-calendar": "Lihat semua kesalahannya dengan: sopflow check {name}",
    "hours-pass-midnight": (
        "Jam {value} melewati tengah malam dan berlangsung {hours} jam; apakah jam buka dan jam tutupnya tertukar?"
    ),
    "ical-not-utf8": "Berkas {file} bukan teks UTF-8; simpan ulang dengan pengodean UTF-8.",
    "ical-rule": (
        "Tanggal acara '{event}' ({date}) dalam {file} tidak dapat diikuti; tulis setiap tanggalnya sebagai acara "
        "sendiri."
    ),
    "calendar-invalid-once": "Kalender ini mempunyai 1 kesalahan:",
    "calendar-invalid": "Kalender ini mempunyai {count} kesalahan:",
    "calendar-file-unusable": "Berkas kalender {file} tidak dapat dipakai: {reason}",
    "extend-or-say": "Tulis kunci itu, atau 'extends: id-asn' untuk melanjutkan kalender bawaan.",
    "calendar-not-date": "'{value}' bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-05-15.",
    "calendar-date-impossible": "Tanggal {value} tidak ada; periksa hari dan bulannya.",
    "calendar-not-clock": "'{value}' bukan jam; tulis misalnya \"15:00\".",
    "calendar-timezone-data-missing": "Data zona waktu tidak ada di komputer ini; pasang paket Python 'tzdata'.",
    "calendar-timezone-unknown": (
        "Zona waktu '{value}' tidak dikenal; yang lazim Asia/Jakarta (WIB), Asia/Makassar (WITA), dan Asia/Jayapura "
        "(WIT)."
    ),
    "calendar-day-unknown": (
        "Hari '{value}' tidak dikenal; pakai mon, tue, wed, thu, fri, sat, sun, atau rentang seperti mon-thu."
    ),
    "calendar-day-twice": "Jam hari {days} sudah ditulis di atas; setiap hari hanya boleh satu kali.",
    "calendar-hours-wrong": "'{value}' bukan jam buka dan jam tutup; tulis misalnya \"07:30-12:00\".",
    "calendar-hours-overlap": "Jam {first} dan {second} tumpang tindih; pisahkan atau gabungkan.",
    "calendar-no-hours": "Kalender '{calendar}' tidak pernah buka; isi 'hours'.",
    "period-reversed": "Masa ini berakhir {last}, sebelum dimulai {first}; tukar keduanya.",
    "calendar-periods-overlap": (
        "Masa ini tumpang tindih dengan masa lain dari {first} sampai {last}; pisahkan keduanya."
    ),
    "calendar-closed-and-open": (
        "Tanggal {date} sudah ditulis di baris {first_line} sebagai hari tutup; satu tanggal hanya tutup atau buka."
    ),
    "calendar-closed-and-open-inherited": (
        "Tanggal {date} sudah ditulis sebaliknya oleh kalender '{calendar}' yang dilanjutkan; satu tanggal hanya tutup "
        "atau buka."
    ),
    "calendar-date-twice": "Tanggal {date} sudah ditulis di baris {first_line}; hapus salah satunya.",
    "calendar-date-twice-inherited": (
        "Tanggal {date} sudah ditulis oleh kalender '{calendar}' yang dilanjutkan; hapus yang ini."
    ),
    "opening-without-hours": "Tanggal {date} tidak mempunyai jam kerja.",
    "duty-without-hours": "Hari piket ('working_day: false') harus menyebut jamnya.",
    "say-hours": 'Tulis jamnya, misalnya: hours: ["08:00-12:00"]',
    "day-without-reason": (
        "Tanggal ini tidak menyebut alasan maupun dasarnya, sehingga jatuh tempo tidak dapat dijelaskan."
    ),
    "say-reason": "Tambahkan 'reason', dan 'basis' bila ada keputusannya.",
    "calendar-date-outside": "Tanggal {date} tidak berpengaruh; kalender menghitung tahun {first} sampai {last}.",
    "closure-on-day-off": "Tanggal {date} memang sudah libur; penutupan ini tidak mengubah apa pun.",
    "opening-on-working-day": "Tanggal {date} memang hari kerja dengan jam itu; pembukaan ini tidak mengubah apa pun.",
    "ical-not-installed": 'Berkas iCalendar memerlukan paket tambahan; pasang dengan: pip install "sopflow[ics]"',
    "ical-missing": "Berkas iCalendar {file} tidak ada atau tidak dapat dibuka; periksa letaknya.",
    "ical-unreadable": "Berkas {file} bukan berkas iCalendar yang dapat dibaca; simpan ulang sebagai .ics.",
    "ical-too-many": "Berkas {file} terlalu besar; satu berkas memuat hari libur satu wilayah.",
    "ical-without-days": "Berkas {file} tidak memuat acara sehari penuh; hari libur adalah acara tanpa jam.",
    # --- certainty ---
    "estimated-holiday": "Tanggal hari libur ini masih perkiraan, belum ditetapkan pemerintah: {dates}.",
    "estimated-holidays-and-more": (
        "Tanggal hari libur ini masih perkiraan, belum ditetapkan pemerintah: {dates}, dan {left} tanggal lain."
    ),
    "joint-leave-undecreed": (
        "Cuti bersama tahun {year} belum ditetapkan; tanggal ini dihitung seakan tidak ada cuti bersama."
    ),
    "joint-leave-undecreed-years": (
        "Cuti bersama tahun {first} sampai {last} belum ditetapkan; tanggal ini dihitung seakan tidak ada cuti bersama."
    ),
    "estimated-ramadan": "Jam kerja Ramadan {year} H memakai perkiraan awal dan akhir Ramadan: {dates}.",
    "holiday-data-absent": "Data hari libur nasional tahun {year} belum lengkap (tanggal Hari Suci Nyepi belum ada).",
    "holiday-data-absent-years": (
        "Data hari libur nasional tahun {first} sampai {last} belum lengkap (tanggal Hari Suci Nyepi belum ada)."
    ),
    # --- why a date counts ---
    "day-weekend": "akhir pekan",
    "day-without-hours": "bukan hari kerja",
    "day-public": "{name} (libur nasional)",
    "day-public-basis": "{name} (libur nasional, {basis})",
    "day-public-estimated": "{name} (libur nasional, masih perkiraan)",
    "day-joint-leave": "{name} (cuti bersama)",
    "day-joint-leave-basis": "{name} (cuti bersama, {basis})",
    "day-joint-leave-estimated": "{name} (cuti bersama, masih perkiraan)",
    "day-closure": "tutup",
    "day-closure-reason": "tutup: {reason}",
    "day-closure-basis": "tutup ({basis})",
    "day-closure-reason-basis": "tutup: {reason} ({basis})",
    "day-opening": "tetap hari kerja",
    "day-opening-reason": "tetap hari kerja: {reason}",
    "day-opening-basis": "tetap hari kerja ({basis})",
    "day-opening-reason-basis": "tetap hari kerja: {reason} ({basis})",
    "day-duty": "hari piket, bukan hari kerja",
    "day-duty-reason": "hari piket, bukan hari kerja: {reason}",
    "day-duty-basis": "hari piket, bukan hari kerja ({basis})",
    "day-duty-reason-basis": "hari piket, bukan hari kerja: {reason} ({basis})",
    "day-period-closed": "tutup pada masa khusus",
    "day-period-closed-reason": "tutup: {reason}",
    "day-start": "hari mulai, tidak dihitung",
    "day-cutoff": "masuk sesudah pukul {limit}, dihitung mulai hari kerja berikutnya",
    "day-received": "dianggap hari masuk, tidak dihitung",
    "day-rolled-back": "jatuh tempo: mundur ke hari kerja ini",
    "day-over": "jam kerja hari ini sudah lewat",
    "day-suspended": "kasus ditangguhkan",
    "day-paused": "sebagian ditangguhkan",
    "day-rolled": "digeser ke hari kerja ini",
    "day-resumed": "hari yang sama sejak kasus dilanjutkan",
    "explain-minutes": "{hours} jam {minutes} menit",
    "explain-hours": "{hours} jam",
    "explain-interval": "{start} - {end} ({minutes} menit)",
    # --- a year in print ---
    "year-head": "Kalender {calendar}, versi {version}, tahun {year} ({zone})",
    "year-column-month": "Bulan",
    "year-column-days": "Hari kerja",
    "year-column-hours": "Jam kerja",
    "year-column-weekday": "Hari",
    "year-column-date": "Tanggal",
    "year-column-reason": "Keterangan",
    "year-column-kind": "Jenis",
    "year-column-basis": "Dasar",
    "year-kind-public": "libur nasional",
    "year-kind-joint-leave": "cuti bersama",
    "year-kind-closed": "tutup",
    "year-kind-duty": "hari piket",
    "year-kind-opening": "tetap hari kerja",
    "year-estimated": "masih perkiraan",
    "year-decreed": "sudah ditetapkan",
    "year-all": "Setahun",
    "year-hours": "Jam kerja:",
    "year-hours-ramadan": "Ramadan, {first} sampai {last}:",
    "year-hours-period": "{name}, {first} sampai {last}:",
    "year-period": "Masa khusus",
    "year-no-hours": "tutup",
    "year-certain": "Semua hari libur tahun ini sudah ditetapkan.",
    "year-decreed-by": "Cuti bersama {year} menurut kalender ini sudah ditetapkan: {basis}.",
    "year-uncertain": "Belum pasti:",
    "year-mark-public": "L",
    "year-mark-public-is": "L libur nasional",
    "year-mark-joint-leave": "C",
    "year-mark-joint-leave-is": "C cuti bersama",
    "year-mark-closed": "T",
    "year-mark-closed-is": "T tutup",
    "year-mark-duty": "P",
    "year-mark-duty-is": "P hari piket",
    "year-mark-opening": "B",
    "year-mark-opening-is": "B tetap hari kerja",
    "year-mark-ramadan": "r",
    "year-mark-ramadan-is": "r jam Ramadan",
    "year-mark-period": "k",
    "year-mark-period-is": "k jam masa khusus",
    "year-mark-off": "-",
    "year-mark-off-is": "- bukan hari kerja",
    "ical-name": "Hari libur {calendar} {year}",
}
