"""Indonesian sentences about terms and instants."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- durations ---
    "duration-unit-name": "Satuan '{unit}' tidak ada; yang ada: {known}.",
    "duration-amount": "Jumlah {amount} bukan bilangan bulat.",
    "duration-no-text": "Waktu harus berupa teks seperti '3 hari kerja' atau Duration, bukan {found}.",
    "duration-empty": 'Waktu masih kosong; tulis misalnya "3 hari kerja", atau hapus kunci ini bila tanpa batas waktu.',
    "duration-too-long": (
        'Waktu "{text}" melebihi {limit} huruf; tulis angka dan satuannya saja, misalnya "3 hari kerja".'
    ),
    "duration-unreadable": (
        '"{text}" bukan waktu yang dapat dibaca; tulis angka lalu satuan, misalnya "3 hari kerja", dan '
        "keterangan lain dalam kurung di belakangnya."
    ),
    "duration-no-unit": 'Waktu "{text}" tidak menyebut satuan; tulis misalnya "{right}".',
    "duration-unknown-unit": (
        'Satuan "{unit}" pada waktu "{text}" tidak dikenal; pakai menit, jam, hari kerja, hari kalender, minggu, '
        "bulan, atau tahun."
    ),
    "duration-unit-misspelt": 'Satuan "{unit}" pada waktu "{text}" tidak dikenal; mungkin maksudnya "{suggestion}".',
    "duration-number": (
        'Angka "{number}" pada waktu "{text}" tidak dapat dibaca; tulis tanpa tanda ribuan dan pakai koma untuk '
        'pecahan, misalnya "1500" atau "1,5".'
    ),
    "duration-thousands": (
        'Angka "{number}" pada waktu "{text}" dapat dibaca dua cara; tulis "{plain}" atau "{decimal}".'
    ),
    "duration-contradiction": (
        'Waktu "{text}" menyebut dua hal yang bertentangan, "{written}" dan "({bracket})"; perbaiki salah satunya.'
    ),
    "duration-not-positive": 'Waktu "{text}" nol atau kurang; tulis angka mulai dari 1, atau "hari yang sama".',
    "duration-part-of-minute": 'Waktu "{text}" tidak menghasilkan menit yang bulat; tulis misalnya "{right}".',
    "duration-part-of-day": (
        'Waktu "{text}" memakai pecahan, padahal pecahan hanya berlaku untuk jam dan menit; tulis dalam jam, '
        'misalnya "4 jam" untuk setengah hari kerja.'
    ),
    "duration-times": (
        'Waktu "{text}" tidak dapat dibaca; perkalian hanya berlaku untuk jam dinding, misalnya "3 x 24 jam", '
        'selain itu tulis hasilnya, misalnya "60 menit" atau "3 hari kerja".'
    ),
    "duration-mixed": (
        'Waktu "{text}" menjumlahkan satuan yang tidak dapat dijumlahkan; hanya jam lalu menit yang boleh, '
        'misalnya "1 jam 30 menit".'
    ),
    "duration-range-units": (
        'Kedua ujung rentang "{text}" berbeda satuan; tulis keduanya dalam satuan yang sama, misalnya "1-3 hari kerja".'
    ),
    "duration-reversed": 'Rentang "{text}" terbalik; tulis angka yang kecil lebih dahulu, misalnya "1-3 hari kerja".',
    "duration-too-large": (
        'Waktu "{text}" lebih dari {years} tahun dan melampaui kalender; periksa angka dan satuannya.'
    ),
    "duration-minimum": (
        '"{text}" adalah batas terendah, bukan batas waktu; tulis waktu paling lama, misalnya "paling lama 3 '
        'hari kerja".'
    ),
    "duration-since": (
        'Waktu "{text}" memuat saat mulainya ("{tail}"); tulis "{duration}" saja, dan sebutkan langkah awalnya '
        "pada service_time.from."
    ),
    "duration-before": (
        'Waktu "{text}" dihitung mundur ("{tail}"), padahal waktu langkah dihitung maju sejak langkah dimulai; '
        'tulis lamanya langkah, misalnya "3 hari kerja".'
    ),
    "duration-tail": (
        'Kata "{tail}" pada waktu "{text}" tidak dikenal; keterangan ditulis dalam kurung. Tulis misalnya "{right}".'
    ),
    # --- instants ---
    "instant-invalid": (
        '"{text}" bukan tanggal atau waktu; tulis misalnya "2026-03-02T09:00", atau "2026-03-02" untuk jam buka '
        "hari itu."
    ),
    "instant-near": '"{text}" bukan tanggal atau waktu; mungkin maksudnya {fixed}, dengan jam: {fixed}T09:00.',
    "instant-impossible": 'Tanggal pada "{text}" tidak ada di kalender; periksa hari dan bulannya.',
    "instants-invalid": (
        "Yang diberikan bukan larik waktu; berikan larik numpy datetime64[m] tanpa NaT, menurut jam setempat."
    ),
    "numpy-not-installed": (
        'Menghitung banyak jatuh tempo sekaligus memerlukan paket tambahan; pasang dengan: pip install "sopflow[fast]"'
    ),
    "calendar-year-outside": (
        "Kalender tidak mempunyai data tahun {year}; yang dapat dihitung tahun {first} sampai {last}."
    ),
    "calendar-exhausted": (
        'Waktu ini melampaui tahun {last}, tahun terakhir kalender "{calendar}"; pakai waktu yang lebih pendek.'
    ),
    "calendar-before-first": (
        "Waktu ini mundur melampaui tahun {first}, tahun pertama kalender '{calendar}'; pakai waktu yang lebih pendek."
    ),
    "pause-reversed": "Penangguhan ini berakhir {last}, sebelum dimulai {first}; tukar keduanya.",
    "pause-form": (
        'Penangguhan ditulis sebagai daftar pasangan (mulai, selesai), misalnya [("2026-03-02T10:00", '
        '"2026-03-04T10:00")].'
    ),
    "calendar-year-without-work": (
        'Kalender "{calendar}" tidak mempunyai jam kerja sama sekali pada tahun {year}; periksa hours, periods, '
        "dan closures."
    ),
}
